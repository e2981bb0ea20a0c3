// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.server.gates.gate.RunningFlagChangeProvider;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The provider of running changes for rollouts.
@Component
class RunningRolloutsProvider implements RunningFlagChangeProvider {
    private final RolloutRepository rollouts;

    RunningRolloutsProvider(RolloutRepository rollouts) {
        this.rollouts = rollouts;
    }

    @Override
    public Optional<Running> find(String environment, String flag) {
        return rollouts.findRunningByFlag(environment, flag)
                .map(rollout -> new Running(rollout.change().author(), rollout.startedAt()));
    }
}
