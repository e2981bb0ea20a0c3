// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.cause;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An incident that is over, as far as it counts here.
///
/// @param causes part of each cause, above 0, together 1; empty when nobody named any
/// @param money lost, zero or more; null when nobody knows
/// @param minutes of harm, zero or more; null when nobody knows
public record PastIncident(
        Map<String, Double> causes,
        @Nullable Double money,
        @Nullable Double minutes) {
    public PastIncident {
        causes = Map.copyOf(causes);
    }

    /// The harm by a measure; null when it is not known.
    @Nullable
    Double harm(HarmMeasure measure) {
        return switch (measure) {
            case MONEY -> money;
            case MINUTES -> minutes;
            case COUNT -> 1.0;
        };
    }
}
