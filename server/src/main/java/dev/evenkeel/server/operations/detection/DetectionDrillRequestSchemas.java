// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Request bodies of the detection drill endpoints, as types for the OpenAPI document.
final class DetectionDrillRequestSchemas {
    private DetectionDrillRequestSchemas() {}

    record RecordDetectionDrillRequest(
            @JsonProperty(required = true)
            @JsonPropertyDescription("key of the service in which the fault was injected")
            String service,

            @JsonProperty(required = true) @JsonPropertyDescription("name of the cause, as in incidents")
            String cause,

            @JsonProperty(required = true)
            @JsonPropertyDescription("whether the drill ran before or after the cause was fixed")
            BeforeAfterPhase phase,

            @JsonProperty(required = true) @JsonPropertyDescription("start of the fault, such as 2026-11-25T18:40:03Z")
            Instant injectedAt,

            @JsonPropertyDescription("end of the fault; omit it while the fault lasts") @Nullable
            Instant endedAt,

            @JsonPropertyDescription("time after the end in which a signal counts, PT0S to P1D; default PT15M")
            Duration detectionWindow,

            @JsonPropertyDescription("at most 4,000 characters")
            String note) {}

    /// The time of the drill: before or after the work against the cause.
    enum BeforeAfterPhase {
        @JsonProperty("before")
        BEFORE,
        @JsonProperty("after")
        AFTER
    }

    record EndDetectionDrillRequest(
            @JsonPropertyDescription("end of the fault, such as 2026-11-25T18:40:03Z; default: now") @Nullable
            Instant endedAt) {}
}
