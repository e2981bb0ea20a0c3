// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Request bodies of the detection drill endpoints, as types for the OpenAPI document.
final class DetectionDrillRequestSchemas {
    private DetectionDrillRequestSchemas() {}

    record RecordDetectionDrillRequest(
            @JsonProperty(required = true) String service,
            @JsonProperty(required = true) String cause,
            @JsonProperty(required = true) BeforeAfterPhase phase,
            @JsonProperty(required = true) Instant injectedAt,
            @Nullable Instant endedAt,
            Duration detectionWindow,
            String note) {}

    /// The time of the drill: before or after the work against the cause.
    enum BeforeAfterPhase {
        @JsonProperty("before")
        BEFORE,
        @JsonProperty("after")
        AFTER
    }

    record EndDetectionDrillRequest(@Nullable Instant endedAt) {}
}
