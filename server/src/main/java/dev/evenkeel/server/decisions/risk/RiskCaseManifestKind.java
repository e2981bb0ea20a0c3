// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.PerObjectManifestKind;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// The manifest kind of risk cases.
@Component
class RiskCaseManifestKind implements PerObjectManifestKind {
    private final RiskCaseService cases;

    RiskCaseManifestKind(RiskCaseService cases) {
        this.cases = cases;
    }

    /// The spec of a risk case: the members in docs/reference/risk-cases.md, and `files`.
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Spec(
            @JsonProperty(required = true) @JsonPropertyDescription("title of the decision")
            String name,

            @JsonProperty(required = true) @JsonPropertyDescription("date of the data")
            String asOf,

            @JsonProperty(required = true) @JsonPropertyDescription("horizon of the comparison in weeks")
            int weeks,

            @JsonProperty(required = true) @JsonPropertyDescription("currency of all amounts")
            String currency,

            @JsonPropertyDescription("amounts; the result shows the probability of a larger loss")
            List<Double> losses,

            @JsonProperty(required = true)
            @JsonPropertyDescription("by name: probability that the change becomes a major incident by this cause")
            Map<String, Object> causes,

            @JsonPropertyDescription("by name: planned weeks, and the causes that the work reduces")
            Map<String, Object> work,

            @JsonPropertyDescription("share of each cause's probability that a phased rollout removes")
            Object containment,

            @JsonProperty(required = true) @JsonPropertyDescription("by name: parts of an outage, in minutes")
            Map<String, Object> outages,

            @JsonProperty(required = true) @JsonPropertyDescription("revenue, cost of errors, and gain of the change")
            Map<String, Object> money,

            @JsonPropertyDescription("by name: dates with different revenue, or with a change freeze")
            Map<String, Object> seasons,

            @JsonProperty(required = true) @JsonPropertyDescription("factor by which work takes longer than planned")
            Object overrun,

            @JsonProperty(required = true) @JsonPropertyDescription("by name: courses to compare")
            Map<String, Object> courses,

            @JsonPropertyDescription("by name: promised dates, and the cost of missing them")
            Map<String, Object> commitments,

            @JsonPropertyDescription("base rate of major incidents among similar changes")
            Map<String, Object> base,

            @JsonPropertyDescription("by name: parts of the case that a lever changes")
            Map<String, Object> levers,

            @JsonPropertyDescription("SLOs of unchanged services, for comparison in the change report")
            List<String> compareWith,

            @JsonPropertyDescription("texts of the files that the case names, by file name")
            Map<String, String> files) {}

    @Override
    public KindDescriptor descriptor() {
        return KindDescriptor.of(
                "RiskCase", 51, Right.AUTHOR, Spec.class, "Inputs of the risk assessment of a change.");
    }

    @Override
    public SortedMap<ManifestObjectName, JsonNode> listSpecs() {
        return cases.listSpecs();
    }

    @Override
    public void apply(ManifestObjectName name, JsonNode spec, ManifestChangeContext context) {
        cases.save(name, spec, context);
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext context) {
        cases.delete(name, context);
    }
}
