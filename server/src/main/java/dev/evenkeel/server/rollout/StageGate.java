// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.server.flag.StageAudience;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Lets nobody go on to the next stage of a migration before every process that is known has
/// acknowledged the present one, so that processes stay within one stage of each other, and before
/// the two stores are known to agree. Reads in the caller's transaction.
@Component
class StageGate {
    /* Processes come and go; who waits sees it after so long. */
    private static final Duration RENEWED_AFTER = Duration.ofMinutes(1);

    private final StageAudience audience;
    private final StoreBook stores;
    private final DecisionTable decisions;

    StageGate(StageAudience audience, StoreBook stores, DecisionTable decisions) {
        this.audience = audience;
        this.stores = stores;
        this.decisions = decisions;
    }

    /// What stands against the first step.
    ///
    /// @param words for people; they stay as they are until a fact changes
    /// @param isNews whether the rollout has not said so yet: it holds for something else, or said
    ///     other words more than a minute ago
    record Obstacle(HoldKind hold, String words, boolean isNews) {}

    /// What a rollout still waits for; empty when nothing stands against its first step, and for
    /// rollouts that are not between stages.
    Optional<Obstacle> findObstacle(Rollout rollout, Instant now) {
        return missingProcess(rollout)
                .map(words -> obstacle(rollout, HoldKind.STAGE, words, now))
                .or(() -> stores.findMissing(rollout, now)
                        .map(words -> obstacle(rollout, HoldKind.RECONCILIATION, words, now)));
    }

    private Optional<String> missingProcess(Rollout rollout) {
        return StageRule.isStep(rollout)
                ? audience.findMissing(
                        rollout.environment(),
                        rollout.control(),
                        rollout.position().revision())
                : Optional.empty();
    }

    private Obstacle obstacle(Rollout rollout, HoldKind hold, String words, Instant now) {
        return new Obstacle(hold, words, rollout.position().hold() != hold || hasChanged(rollout, words, now));
    }

    private boolean hasChanged(Rollout rollout, String words, Instant now) {
        return decisions
                .find(rollout.id(), rollout.position().decisions())
                .filter(said -> !said.reason().equals(words))
                .filter(said -> !now.isBefore(said.at().plus(RENEWED_AFTER)))
                .isPresent();
    }
}
