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
            @JsonProperty(required = true) @JsonPropertyDescription("technologies by key")
            Map<String, TechnologyFields> technologies) {}

    record TechnologyFields(
            @Nullable String name,
            @Nullable TechnologyKind kind,
            @Nullable List<ServiceUseFields> services,
            @Nullable List<String> packages,
            @Nullable List<MoveTechnologyRequest> ringChanges) {}

    record ServiceUseFields(
            @JsonProperty(required = true) String service,

            @JsonProperty(required = true) @JsonPropertyDescription("date or time, such as 2026-10-01")
            String since,

            @JsonPropertyDescription("date or time, such as 2026-10-01") @Nullable
            String until) {}

    record MoveTechnologyRequest(
            @JsonPropertyDescription("date or time, such as 2026-10-01") @Nullable
            String at,

            @JsonProperty(required = true) RadarRing to,
            @JsonProperty(required = true) String reason,
            @Nullable String onBehalfOf,

            @JsonPropertyDescription("ID of a decision record") @Nullable
            String decisionRecord) {}

    record SetTechnologyPolicyRequest(
            int tokens,
            double noveltyThresholdHours,
            TechnologyPolicy.DeclarationRequirement requiredDeclaration,

            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}

    record PutChangeSbomAdditionsRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("package URLs of added components, without version")
            List<String> introduced) {}

    record PutDecisionRecordsRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("Markdown texts of the records by ID")
            Map<String, String> records,

            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}
}
