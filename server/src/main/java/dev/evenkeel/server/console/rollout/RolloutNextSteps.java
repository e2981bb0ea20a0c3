// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.rollouts.rollout.StepForecastResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is next for a rollout, and for whom.
///
/// @param outlook what its step waits for, and until when about; null when it does not run
/// @param stoppers names of those who may stop it, by name; none when it has ended
/// @param incidents that are linked to it, oldest first; none while it is on its way
record RolloutNextSteps(@Nullable StepForecastResponse outlook, List<String> stoppers, List<Incident> incidents) {
    static final RolloutNextSteps NOTHING = new RolloutNextSteps(null, List.of(), List.of());
}
