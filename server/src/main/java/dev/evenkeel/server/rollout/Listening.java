// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import org.springframework.stereotype.Component;

/// Who listens to rollouts.
@Component
class Listening {
    boolean everybodyIsOn(String environment, long revision) {
        return environment.isEmpty() && revision < 0;
    }

    RolloutJson.Listeners to(Rollout rollout) {
        return new RolloutJson.Listeners(0, 0, rollout.totals().lastBatchAt());
    }
}
