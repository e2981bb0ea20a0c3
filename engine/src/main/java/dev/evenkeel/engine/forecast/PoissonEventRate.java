// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.forecast;

import java.time.Duration;

/// The rate of a recurring event: Jeffreys' prior for the rate of a Poisson process, updated with the events
/// of a period.
///
/// @param events 0 or more
/// @param exposure length of the period, above 0
public record PoissonEventRate(long events, Duration exposure) {
    /// Weight of the prior in events, in zero time.
    public static final double PRIOR_EVENTS = 0.5;

    public PoissonEventRate {
        if (events < 0 || !exposure.isPositive()) {
            throw new IllegalArgumentException(
                    "events must be 0 or more and exposure above 0, got " + events + " in " + exposure);
        }
    }

    /// Returns the probability of at least one event within a time:
    /// `1 - (exposure / (exposure + within))^(events + 1/2)`.
    ///
    /// @param within above 0
    public double probabilityWithin(Duration within) {
        double past = exposure.toMillis();
        return -Math.expm1((events + PRIOR_EVENTS) * -Math.log1p(within.toMillis() / past));
    }
}
