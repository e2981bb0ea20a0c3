// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.rollouts.rollout.Rollout;

/// What every page says of a rollout in the same words.
public final class RolloutFormatter {
    private RolloutFormatter() {}

    /// What it changes: `core: classic → modern`.
    public static String title(Rollout rollout) {
        return rollout.flag() + ": " + rollout.control() + " → " + rollout.candidate();
    }

    /// The step at which it is: `step 2 of 5`.
    public static String step(Rollout rollout) {
        return "step " + (rollout.position().step() + 1) + " of "
                + rollout.plan().steps().size();
    }

    /// The step at which it is, and its exposure: `step 2 of 5, 25 %`.
    public static String place(Rollout rollout) {
        return step(rollout) + ", "
                + DisplayFormatter.exposure(rollout.position().exposure());
    }

    /// Key of the service whose it is: as its order said, else as the catalogue has it; empty when nobody
    /// knows.
    public static String owner(Rollout rollout, ServiceGraph graph) {
        String said = rollout.change().service();
        return said != null
                ? said
                : graph.ofFlag(rollout.environment(), rollout.flag())
                        .map(Service::key)
                        .orElse("");
    }
}
