// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment.unit;

import java.time.Duration;
import java.util.List;

/// What SDK processes may report of a running experiment.
///
/// @param experiment id of the experiment
/// @param environment where its flag is
/// @param variants in the order of the plan, control first
/// @param metrics that count
/// @param window how long after its exposure a unit's outcomes count
public record ExperimentIngestSettings(
        String experiment, String environment, List<String> variants, List<String> metrics, Duration window) {
    public ExperimentIngestSettings {
        variants = List.copyOf(variants);
        metrics = List.copyOf(metrics);
    }
}
