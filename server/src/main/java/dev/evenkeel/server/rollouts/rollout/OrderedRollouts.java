// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.server.gates.gate.RunningChanges;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Tells of the rollouts that run.
@Component
class OrderedRollouts implements RunningChanges {
    private final RolloutTable rollouts;

    OrderedRollouts(RolloutTable rollouts) {
        this.rollouts = rollouts;
    }

    @Override
    public Optional<Running> find(String environment, String flag) {
        return rollouts.findRunning(environment, flag)
                .map(rollout -> new Running(rollout.change().author(), rollout.startedAt()));
    }
}
