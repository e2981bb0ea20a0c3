// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.server.rollouts.rollout.Rollout;

/// Formats parts of rollouts identically for all pages.
public final class RolloutFormatter {
    private RolloutFormatter() {}

    /// Returns the changed flag and its variants: `core: classic → modern`.
    public static String formatTitle(Rollout rollout) {
        return rollout.flag() + ": " + rollout.control() + " → " + rollout.candidate();
    }

    /// Returns the current step: `step 2 of 5`.
    public static String formatStep(Rollout rollout) {
        return "step " + (rollout.position().step() + 1) + " of "
                + rollout.plan().steps().size();
    }

    /// Returns the current step and its exposure: `step 2 of 5, 25%`.
    public static String formatPosition(Rollout rollout) {
        return formatStep(rollout) + ", " + rollout.position().exposure();
    }

    /// Returns the key of the owning service: from the start request, or else from the service catalogue; empty
    /// if unknown.
    public static String resolveOwner(Rollout rollout, ServiceGraph graph) {
        String said = rollout.change().service();
        return said != null
                ? said
                : graph.findByFlag(rollout.environment(), rollout.flag())
                        .map(Service::key)
                        .orElse("");
    }
}
