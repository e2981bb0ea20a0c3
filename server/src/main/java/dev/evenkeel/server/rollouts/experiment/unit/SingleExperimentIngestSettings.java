// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment.unit;

import java.time.Duration;
import java.util.List;

/// The settings for ingesting reports about a running experiment.
///
/// @param experiment id of the experiment
/// @param environment environment of its flag
/// @param variants variants in the order of the plan, control first
/// @param metrics metrics to store
/// @param window how long after its exposure a unit's outcomes count
public record SingleExperimentIngestSettings(
        String experiment, String environment, List<String> variants, List<String> metrics, Duration window) {
    public SingleExperimentIngestSettings {
        variants = List.copyOf(variants);
        metrics = List.copyOf(metrics);
    }
}
