// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.api.RolloutApi.StepForecastResponse;
import dev.evenkeel.engine.incident.Incident;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Next steps of a rollout and who can act on it.
///
/// @param forecast what the current step waits for, and its estimated end; null if the rollout is not running
/// @param stoppers names of the users who may stop it, by name; empty if it has ended
/// @param incidents linked incidents, oldest first; empty while it is running
record RolloutNextStepsData(@Nullable StepForecastResponse forecast, List<String> stoppers, List<Incident> incidents) {
    static final RolloutNextStepsData NOTHING = new RolloutNextStepsData(null, List.of(), List.of());
}
