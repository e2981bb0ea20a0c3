// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What bodies of requests about drills of detection consist of, for their schemas.
final class DetectionDrillRequestSchemas {
    private DetectionDrillRequestSchemas() {}

    record RecordDetectionDrillRequest(
            @JsonProperty(required = true) String service,
            @JsonProperty(required = true) String cause,
            @JsonProperty(required = true) Phase phase,
            @JsonProperty(required = true) Instant injectedAt,
            @Nullable Instant endedAt,
            Duration patience,
            String note) {}

    /// Whether the work against the cause was done.
    enum Phase {
        @JsonProperty("before")
        BEFORE,
        @JsonProperty("after")
        AFTER
    }

    record EndDetectionDrillRequest(@Nullable Instant endedAt) {}
}
