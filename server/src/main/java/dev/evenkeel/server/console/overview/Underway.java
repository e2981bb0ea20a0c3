// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.overview;

import dev.evenkeel.engine.gate.GateReport;
import dev.evenkeel.server.console.rollout.RolloutWords;
import dev.evenkeel.server.operations.change.Changes;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.Rollouts;
import dev.evenkeel.server.rollouts.rollout.guard.RolloutGates;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Changes that are on their way. Thread-safe.
@Component
final class Underway {
    private final Rollouts rollouts;
    private final RolloutGates gates;
    private final Changes changes;

    Underway(Rollouts rollouts, RolloutGates gates, Changes changes) {
        this.rollouts = rollouts;
        this.gates = gates;
        this.changes = changes;
    }

    /// A rollout that runs.
    ///
    /// @param gates what they last said of it; null while nobody has asked
    record Led(Rollout rollout, @Nullable GateReport gates) {
        /// Gates that stand against it.
        List<GateReport.Entry> closed() {
            return gates == null ? List.of() : gates.closed();
        }

        /// Whether a person has to let it go on.
        boolean asksForAPerson() {
            return rollout.awaitsConfirmation()
                    || (rollout.asksForAPerson() && !rollout.position().approved());
        }

        String title() {
            return RolloutWords.title(rollout);
        }
    }

    /// Those that a flag leads, oldest first. One query: what gates last said is in memory.
    List<Led> led() {
        return rollouts.running().stream()
                .map(rollout -> new Led(rollout, gates.lastSaid(rollout.id()).orElse(null)))
                .toList();
    }

    /// Those that others carry out and told of, oldest first. One query.
    List<Changes.OnItsWay> reported() {
        return changes.running();
    }
}
