// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Duration;
import java.time.Instant;

/// When something happened, as well as one knows.
///
/// @param at when
/// @param source who says so: `guard`, `alertmanager`, a person's name
/// @param precision by how much it may be off, either way; zero or more
public record IncidentTimestamp(Instant at, String source, Duration precision) {
    /// A moment that a clock saw.
    public static IncidentTimestamp exact(Instant at, String source) {
        return new IncidentTimestamp(at, source, Duration.ZERO);
    }

    /// The earliest that it may have been.
    Instant earliest() {
        return at.minus(precision);
    }

    /// The latest that it may have been.
    public Instant latest() {
        return at.plus(precision);
    }

    /// Whether this was before another for sure, whatever both may be off by.
    boolean isSurelyBefore(IncidentTimestamp other) {
        return latest().isBefore(other.earliest());
    }
}
