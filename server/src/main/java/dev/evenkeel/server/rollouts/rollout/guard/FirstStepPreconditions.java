// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.rollout.CombinedRolloutGateStatus;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.server.flags.flag.StageAcknowledgements;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The preconditions of a rollout's first step: every required gate is open, and between stages of a migration,
/// every known process has acknowledged the current stage, so that processes stay within one stage of each
/// other, and the two stores have been verified to agree. Reads in the caller's transaction; reads gate results
/// from the cache.
@Component
class FirstStepPreconditions {
    private final StageAcknowledgements audience;
    private final ReconciliationStatusQueries stores;
    private final GateResultCache gates;
    private final RolloutTransitionExecutor transitions;

    FirstStepPreconditions(
            StageAcknowledgements audience,
            ReconciliationStatusQueries stores,
            GateResultCache gates,
            RolloutTransitionExecutor transitions) {
        this.audience = audience;
        this.stores = stores;
        this.gates = gates;
        this.transitions = transitions;
    }

    /// A precondition that is not met.
    ///
    /// @param message reason for people; stays the same until a fact changes
    /// @param isNew whether to record the reason now
    record Obstacle(HoldKind hold, String message, boolean isNew) {}

    /// Returns the first precondition that is not met, if any.
    Optional<Obstacle> findObstacle(Rollout rollout, Instant now) {
        return findMissingProcess(rollout)
                .map(words -> obstacle(rollout, HoldKind.MIGRATION_STAGE, words, now))
                .or(() -> stores.findMissing(rollout, now)
                        .map(words -> obstacle(rollout, HoldKind.RECONCILIATION, words, now)))
                .or(() -> findClosedGate(rollout, now));
    }

    private Optional<Obstacle> findClosedGate(Rollout rollout, Instant now) {
        CombinedRolloutGateStatus state = gates.getStatus(rollout);
        return switch (state.standing()) {
            case OPEN -> Optional.empty();
            case CLOSED -> Optional.of(obstacle(rollout, HoldKind.GATES, state.words(), now));
            case UNASKED -> Optional.of(new Obstacle(HoldKind.GATES, state.words(), false));
        };
    }

    private Optional<String> findMissingProcess(Rollout rollout) {
        return MigrationRolloutRules.isMigrationStep(rollout)
                ? audience.findMissing(
                        rollout.environment(),
                        rollout.control(),
                        rollout.position().revision())
                : Optional.empty();
    }

    private Obstacle obstacle(Rollout rollout, HoldKind hold, String words, Instant now) {
        return new Obstacle(hold, words, transitions.isNewHoldReason(rollout, hold, words, now));
    }
}
