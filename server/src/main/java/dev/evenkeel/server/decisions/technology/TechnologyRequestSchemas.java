// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.technology.RadarRing;
import dev.evenkeel.engine.technology.TechnologyKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The request bodies for technologies, for generating schemas.
final class TechnologyRequestSchemas {
    private TechnologyRequestSchemas() {}

    record PutTechnologiesRequest(
            @JsonProperty(required = true)
            @JsonPropertyDescription("technologies by key; omitted fields of a technology keep their values")
            Map<String, TechnologyFields> technologies) {}

    record TechnologyFields(
            @JsonPropertyDescription("display name; default: the key") @Nullable
            String name,

            @JsonPropertyDescription("required for a new technology") @Nullable
            TechnologyKind kind,

            @JsonPropertyDescription("services that use or used it; replaces the stored list") @Nullable
            List<ServiceUseFields> services,

            @JsonPropertyDescription(
                    "package URLs without a version, such as pkg:maven/io.quarkus; replaces the stored list")
            @Nullable
            List<String> packages,

            @JsonPropertyDescription("all stored ring changes, followed by new ones") @Nullable
            List<MoveTechnologyRequest> ringChanges) {}

    record ServiceUseFields(
            @JsonProperty(required = true) @JsonPropertyDescription("key of the service")
            String service,

            @JsonProperty(required = true) @JsonPropertyDescription("start of use: date or time, such as 2026-10-01")
            String since,

            @JsonPropertyDescription("end of use: date or time; null while in use") @Nullable
            String until) {}

    record MoveTechnologyRequest(
            @JsonPropertyDescription("date (UTC) or time, such as 2026-10-01; default: now") @Nullable
            String at,

            @JsonProperty(required = true) @JsonPropertyDescription("new ring")
            RadarRing to,

            @JsonProperty(required = true) @JsonPropertyDescription("reason for this ring")
            String reason,

            @JsonPropertyDescription("username; default: the caller") @Nullable
            String onBehalfOf,

            @JsonPropertyDescription("ID of a decision record, such as 0007-use-quarkus") @Nullable
            String decisionRecord) {}
}
