// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutGateStatus;
import dev.evenkeel.server.flags.flag.StageAcknowledgements;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What has to be so before a rollout's first step. Between stages of a migration every process that
/// is known has acknowledged the present one, so that processes stay within one stage of each other,
/// and the two stores are known to agree; and every gate that is required is open. Reads in the
/// caller's transaction, and from memory what gates say.
@Component
class FirstStepPreconditions {
    private final StageAcknowledgements audience;
    private final StoreComparisonQueries stores;
    private final GateResultCache gates;
    private final RolloutTransitionExecutor moves;

    FirstStepPreconditions(
            StageAcknowledgements audience,
            StoreComparisonQueries stores,
            GateResultCache gates,
            RolloutTransitionExecutor moves) {
        this.audience = audience;
        this.stores = stores;
        this.gates = gates;
        this.moves = moves;
    }

    /// What stands against the first step.
    ///
    /// @param words for people; they stay as they are until a fact changes
    /// @param isNews whether the rollout has to say so now
    record Obstacle(HoldKind hold, String words, boolean isNews) {}

    /// What a rollout still waits for; empty when nothing stands against its first step.
    Optional<Obstacle> findObstacle(Rollout rollout, Instant now) {
        return missingProcess(rollout)
                .map(words -> obstacle(rollout, HoldKind.STAGE, words, now))
                .or(() -> stores.findMissing(rollout, now)
                        .map(words -> obstacle(rollout, HoldKind.RECONCILIATION, words, now)))
                .or(() -> closedGate(rollout, now));
    }

    private Optional<Obstacle> closedGate(Rollout rollout, Instant now) {
        RolloutGateStatus state = gates.find(rollout);
        return switch (state.standing()) {
            case OPEN -> Optional.empty();
            case CLOSED -> Optional.of(obstacle(rollout, HoldKind.GATES, state.words(), now));
            case UNASKED -> Optional.of(new Obstacle(HoldKind.GATES, state.words(), false));
        };
    }

    private Optional<String> missingProcess(Rollout rollout) {
        return MigrationRolloutRules.isStep(rollout)
                ? audience.findMissing(
                        rollout.environment(),
                        rollout.control(),
                        rollout.position().revision())
                : Optional.empty();
    }

    private Obstacle obstacle(Rollout rollout, HoldKind hold, String words, Instant now) {
        return new Obstacle(hold, words, moves.isNews(rollout, hold, words, now));
    }
}
