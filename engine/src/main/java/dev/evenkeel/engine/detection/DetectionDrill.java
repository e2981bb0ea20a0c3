// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.detection;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A drill that injects a fault into a service to measure its detection.
///
/// @param id permanent identifier: `d-1`
/// @param service key of the service
/// @param cause cause that the fault represents, as tagged on incidents
/// @param phase before or after the work against the cause
/// @param injectedAt start of the fault
/// @param endedAt end of the fault, at or after `injectedAt`; null while it lasts
/// @param detectionWindow time after its end in which a detection counts, zero or more
/// @param note free text; may be empty
public record DetectionDrill(
        String id,
        String service,
        String cause,
        RemediationPhase phase,
        Instant injectedAt,
        @Nullable Instant endedAt,
        Duration detectionWindow,
        String note) {

    /// The side of the work against the cause.
    public enum RemediationPhase {
        /// Before the work.
        BEFORE,
        /// After the work.
        AFTER
    }

    /// Returns the end of the time in which a detection counts; null while the fault lasts.
    public @Nullable Instant deadline() {
        return endedAt == null ? null : endedAt.plus(detectionWindow);
    }
}
