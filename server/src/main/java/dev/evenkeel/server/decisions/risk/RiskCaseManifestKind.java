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
            @JsonProperty(required = true) @JsonPropertyDescription("what is to be decided")
            String name,

            @JsonProperty(required = true) @JsonPropertyDescription("day of what is known")
            String asOf,

            @JsonProperty(required = true) @JsonPropertyDescription("over how many weeks courses are compared")
            int weeks,

            @JsonProperty(required = true) @JsonPropertyDescription("in which currency all money is")
            String currency,

            @JsonPropertyDescription("amounts for which the chance to lose more is asked")
            List<Double> losses,

            @JsonProperty(required = true)
            @JsonPropertyDescription("by name: the chance that the change becomes a major incident by this cause")
            Map<String, Object> causes,

            @JsonPropertyDescription("by name: weeks as planned, and what the work cures")
            Map<String, Object> work,

            @JsonPropertyDescription("the share of every cause's chance that a phased rollout takes away")
            Object containment,

            @JsonProperty(required = true) @JsonPropertyDescription("by name: the parts of an outage in minutes")
            Map<String, Object> outages,

            @JsonProperty(required = true) @JsonPropertyDescription("what an hour, an error and a gain are worth")
            Map<String, Object> money,

            @JsonPropertyDescription("by name: days on which revenue differs, or changes rest")
            Map<String, Object> seasons,

            @JsonProperty(required = true)
            @JsonPropertyDescription("the factor by which work takes longer than planned")
            Object overrun,

            @JsonProperty(required = true) @JsonPropertyDescription("by name: the courses that are compared")
            Map<String, Object> courses,

            @JsonPropertyDescription("by name: promised dates and what a miss costs")
            Map<String, Object> commitments,

            @JsonPropertyDescription("how likely changes of this kind become major incidents, by whatever cause")
            Map<String, Object> base,

            @JsonPropertyDescription("by name: what of the case a lever moves")
            Map<String, Object> levers,

            @JsonPropertyDescription("objectives of other services with which the result is compared")
            List<String> compareWith,

            @JsonPropertyDescription("texts of files that the case names, by their names")
            Map<String, String> files) {}

    @Override
    public KindDescriptor descriptor() {
        return KindDescriptor.of(
                "RiskCase", 51, Right.AUTHOR, Spec.class, "What a decision about a risky change rests on.");
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
