// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment.unit;

import java.util.Map;

/// A unit of an experiment whose window has closed.
///
/// @param unit keyed hash of the targeting key
/// @param variant index of its variant in the plan
/// @param covariate value known before the exposure; NaN when unknown
/// @param outcomes outcomes within its window, by metric; metrics without events are absent
public record ExperimentUnit(long unit, int variant, double covariate, Map<String, Sum> outcomes) {
    public ExperimentUnit {
        outcomes = Map.copyOf(outcomes);
    }

    /// The sum of events.
    ///
    /// @param events number of events
    /// @param total sum of their values
    public record Sum(long events, double total) {}
}
