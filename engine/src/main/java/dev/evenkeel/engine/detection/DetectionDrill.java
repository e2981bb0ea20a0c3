// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.detection;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A fault that somebody injected on purpose into a service, to see what notices it.
///
/// @param id name for ever: `d-1`
/// @param service key of the service
/// @param cause what the fault stands for, in the words that incidents use for that cause
/// @param phase before or after the work that is to help against the cause
/// @param injectedAt when the fault began
/// @param endedAt when it ended, at or after `injectedAt`; null while it lasts
/// @param patience how long after its end it may still be noticed, zero or more
/// @param note what else there is to say; may be empty
public record DetectionDrill(
        String id,
        String service,
        String cause,
        Phase phase,
        Instant injectedAt,
        @Nullable Instant endedAt,
        Duration patience,
        String note) {

    /// Which side of the work that is to help.
    public enum Phase {
        /// The cause is as it always was.
        BEFORE,
        /// Something was done about it.
        AFTER
    }

    /// Until when what comes counts as noticing it; null while the fault lasts.
    public @Nullable Instant deadline() {
        return endedAt == null ? null : endedAt.plus(patience);
    }
}
