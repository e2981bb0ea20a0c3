// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

/// The outcome of a unit for one metric since the last batch.
///
/// @param unit keyed hash of the targeting key
/// @param ageMillis time from the first of these events to the closing of the batch, 0 or more
/// @param events number of events, 1 to [OutcomeBatch#MAX_CALLS]
/// @param total sum of their values, at most [#MAX_TOTAL] in either direction
public record UnitOutcome(long unit, int ageMillis, int events, double total) {
    /// Maximum value of an event, and maximum sum, in either direction: sums and squares over all units
    /// remain finite.
    public static final double MAX_TOTAL = 1e15;

    public UnitOutcome {
        if (ageMillis < 0 || events < 1 || events > OutcomeBatch.MAX_CALLS || !isValue(total)) {
            throw new IllegalArgumentException("an outcome must have ageMillis 0 or more, events 1 to "
                    + OutcomeBatch.MAX_CALLS + " and a total of -1e15 to 1e15, got " + ageMillis + ", " + events
                    + " and " + total);
        }
    }

    /// Whether a number is valid as the value of an event.
    public static boolean isValue(double value) {
        return Math.abs(value) <= MAX_TOTAL;
    }
}
