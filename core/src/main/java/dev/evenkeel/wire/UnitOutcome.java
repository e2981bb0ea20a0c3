// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.wire;

/// What happened to a unit by one metric since the last batch.
///
/// @param unit keyed hash of the targeting key
/// @param ageMillis time from the first of these events to the closing of the batch, 0 or more
/// @param events how many, 1 or more
/// @param total sum of their values, finite
public record UnitOutcome(long unit, int ageMillis, int events, double total) {
    public UnitOutcome {
        if (ageMillis < 0 || events < 1 || !Double.isFinite(total)) {
            throw new IllegalArgumentException(
                    "an outcome must have ageMillis 0 or more, events 1 or more and a finite total, got " + ageMillis
                            + ", " + events + " and " + total);
        }
    }
}
