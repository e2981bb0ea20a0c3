// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import dev.evenkeel.server.platform.AfterRestore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Rollouts after the database was restored run on as they did when the backup was made, whatever became of them since.
/// That is for people to know, so the log names each.
@Component
class RestoredRollouts implements AfterRestore {
    private static final Logger LOG = LoggerFactory.getLogger(RestoredRollouts.class);

    private final RolloutTable rollouts;

    RestoredRollouts(RolloutTable rollouts) {
        this.rollouts = rollouts;
    }

    @Override
    public void restored(String reason) {
        rollouts.allRunning()
                .forEach(rollout -> LOG.warn(
                        "Rollout {} of {} runs on with {} on {}, as when the backup was made. If it was rolled back or ended"
                                + " since, end it again: ./evenkeel rollout abort {}",
                        rollout.id(),
                        rollout.flag(),
                        rollout.position().exposure(),
                        rollout.candidate(),
                        rollout.id()));
    }
}
