// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.forecast;

import java.time.Duration;

/// How likely something that comes at a constant rate, each time independent of the others, comes
/// again: Jeffreys' prior for the rate of a Poisson process, and the events of a time.
///
/// @param events 0 or more
/// @param exposure time in which they came, above 0
public record RecurrenceRate(long events, Duration exposure) {
    /// What the prior is worth in events, in no time.
    public static final double PRIOR_EVENTS = 0.5;

    public RecurrenceRate {
        if (events < 0 || !exposure.isPositive()) {
            throw new IllegalArgumentException(
                    "there must be 0 events or more in some time, got " + events + " in " + exposure);
        }
    }

    /// The chance of one or more within a time: `1 - (exposure / (exposure + within))^(events + 1/2)`.
    ///
    /// @param within above 0
    public double within(Duration within) {
        double past = exposure.toMillis();
        return -Math.expm1((events + PRIOR_EVENTS) * -Math.log1p(within.toMillis() / past));
    }
}
