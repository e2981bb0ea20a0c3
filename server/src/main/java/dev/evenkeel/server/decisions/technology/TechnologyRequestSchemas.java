// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.technology.RadarRing;
import dev.evenkeel.engine.technology.TechnologyKind;
import dev.evenkeel.engine.technology.TechnologyPolicy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The request bodies for technologies, for generating schemas.
final class TechnologyRequestSchemas {
    private TechnologyRequestSchemas() {}

    record PutTechnologiesRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("by their keys")
            Map<String, TechnologyFields> technologies) {}

    record TechnologyFields(
            @Nullable String name,
            @Nullable TechnologyKind kind,
            @Nullable List<ServiceUseFields> services,
            @Nullable List<String> packages,
            @Nullable List<MoveTechnologyRequest> ringChanges) {}

    record ServiceUseFields(
            @JsonProperty(required = true) String service,

            @JsonProperty(required = true) @JsonPropertyDescription("a day or a moment")
            String since,

            @JsonPropertyDescription("a day or a moment") @Nullable
            String until) {}

    record MoveTechnologyRequest(
            @JsonPropertyDescription("a day or a moment") @Nullable
            String at,

            @JsonProperty(required = true) RadarRing to,
            @JsonProperty(required = true) String reason,
            @Nullable String onBehalfOf,

            @JsonPropertyDescription("a decision record") @Nullable
            String decisionRecord) {}

    record SetTechnologyPolicyRequest(
            int tokens,
            double noveltyThresholdHours,
            TechnologyPolicy.DeclarationRequirement requiredDeclaration,
            @JsonPropertyDescription("why, for the ledger") String reason) {}

    record PutChangeSbomAdditionsRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("package URLs without a version")
            List<String> introduced) {}

    record PutDecisionRecordsRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("Markdown texts by id")
            Map<String, String> records,

            @JsonPropertyDescription("why, for the ledger") String reason) {}
}
