// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.overview;

import dev.evenkeel.engine.gate.GateEvaluation;
import dev.evenkeel.server.console.rollout.RolloutFormatter;
import dev.evenkeel.server.operations.change.ReportedChangeQueries;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import dev.evenkeel.server.rollouts.rollout.guard.CachedGateResultQueries;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Loads running changes. Thread-safe.
@Component
final class RunningChangeQueries {
    private final RolloutQueries rollouts;
    private final CachedGateResultQueries gates;
    private final ReportedChangeQueries changes;

    RunningChangeQueries(RolloutQueries rollouts, CachedGateResultQueries gates, ReportedChangeQueries changes) {
        this.rollouts = rollouts;
        this.gates = gates;
        this.changes = changes;
    }

    /// A running rollout with its gates.
    ///
    /// @param gates the last evaluation of its gates; null before the first
    record RunningFlagChange(Rollout rollout, @Nullable GateEvaluation gates) {
        /// Returns the gates that block it.
        List<GateEvaluation.EvaluatedGate> closedGates() {
            return gates == null ? List.of() : gates.closedGates();
        }

        /// Whether it needs an approval or a confirmation to continue.
        boolean requiresAction() {
            return rollout.requiresConfirmation()
                    || (rollout.requiresApproval() && !rollout.position().approved());
        }

        String title() {
            return RolloutFormatter.formatTitle(rollout);
        }
    }

    /// Returns running rollouts, oldest first. Takes one query: gate evaluations are in memory.
    List<RunningFlagChange> listFlagChanges() {
        return rollouts.listRunning().stream()
                .map(rollout -> new RunningFlagChange(
                        rollout, gates.findLastEvaluation(rollout.id()).orElse(null)))
                .toList();
    }

    /// Returns running changes that other systems reported, oldest first. Takes one query.
    List<ReportedChangeQueries.RunningChange> listExternalChanges() {
        return changes.listRunning();
    }
}
