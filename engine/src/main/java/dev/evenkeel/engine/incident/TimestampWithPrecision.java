// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Duration;
import java.time.Instant;

/// A time with its source and precision.
///
/// @param at best estimate
/// @param source who reported it: `guard`, `alertmanager`, a person's name
/// @param precision maximum error in either direction; zero or more
public record TimestampWithPrecision(Instant at, String source, Duration precision) {
    /// Creates a time measured by a clock.
    public static TimestampWithPrecision exact(Instant at, String source) {
        return new TimestampWithPrecision(at, source, Duration.ZERO);
    }

    /// Returns the earliest possible time.
    Instant earliest() {
        return at.minus(precision);
    }

    /// Returns the latest possible time.
    public Instant latest() {
        return at.plus(precision);
    }

    /// Whether this was certainly before another, given the precision of both.
    boolean isSurelyBefore(TimestampWithPrecision other) {
        return latest().isBefore(other.earliest());
    }
}
