// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.overview;

import dev.evenkeel.engine.gate.GateEvaluation;
import dev.evenkeel.server.console.rollout.RolloutFormatter;
import dev.evenkeel.server.operations.change.ChangeService;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutService;
import dev.evenkeel.server.rollouts.rollout.guard.RolloutGateQueries;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Changes that are on their way. Thread-safe.
@Component
final class RunningChangeQueries {
    private final RolloutService rollouts;
    private final RolloutGateQueries gates;
    private final ChangeService changes;

    RunningChangeQueries(RolloutService rollouts, RolloutGateQueries gates, ChangeService changes) {
        this.rollouts = rollouts;
        this.gates = gates;
        this.changes = changes;
    }

    /// A rollout that runs.
    ///
    /// @param gates what they last said of it; null while nobody has asked
    record RunningFlagChange(Rollout rollout, @Nullable GateEvaluation gates) {
        /// Gates that stand against it.
        List<GateEvaluation.EvaluatedGate> closed() {
            return gates == null ? List.of() : gates.closed();
        }

        /// Whether a person has to let it go on.
        boolean asksForAPerson() {
            return rollout.awaitsConfirmation()
                    || (rollout.asksForAPerson() && !rollout.position().approved());
        }

        String title() {
            return RolloutFormatter.title(rollout);
        }
    }

    /// Those that a flag leads, oldest first. One query: what gates last said is in memory.
    List<RunningFlagChange> led() {
        return rollouts.running().stream()
                .map(rollout -> new RunningFlagChange(
                        rollout, gates.lastSaid(rollout.id()).orElse(null)))
                .toList();
    }

    /// Those that others carry out and told of, oldest first. One query.
    List<ChangeService.RunningChange> reported() {
        return changes.running();
    }
}
