// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment.unit;

import java.util.Map;

/// A unit of an experiment whose window has closed.
///
/// @param unit keyed hash of the targeting key
/// @param variant its variant's place in the plan
/// @param covariate what was known of it beforehand; NaN for nothing
/// @param happened what happened within its window, by metric; metrics that did not happen are absent
public record ExperimentUnit(long unit, int variant, double covariate, Map<String, Sum> happened) {
    public ExperimentUnit {
        happened = Map.copyOf(happened);
    }

    /// Events added up.
    ///
    /// @param events how many
    /// @param total sum of their values
    public record Sum(long events, double total) {}
}
