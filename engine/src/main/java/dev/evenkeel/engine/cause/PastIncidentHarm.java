// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.cause;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A past incident, as input of a ranking.
///
/// @param causes share of each cause, above 0, sum 1; empty when unknown
/// @param money money lost, zero or more; null when unknown
/// @param minutes minutes of harm, zero or more; null when unknown
public record PastIncidentHarm(
        Map<String, Double> causes,
        @Nullable Double money,
        @Nullable Double minutes) {
    public PastIncidentHarm {
        causes = Map.copyOf(causes);
    }

    /// Returns the harm by a measure; null when unknown.
    @Nullable
    Double harm(HarmMeasure measure) {
        return switch (measure) {
            case MONEY -> money;
            case MINUTES -> minutes;
            case COUNT -> 1.0;
        };
    }
}
