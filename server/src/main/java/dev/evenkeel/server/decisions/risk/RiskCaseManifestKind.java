// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.files.risk.RiskCaseDocument;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.PerObjectManifestKind;
import dev.evenkeel.server.foundation.security.access.Right;
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
            @JsonUnwrapped RiskCaseDocument riskCase,

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
