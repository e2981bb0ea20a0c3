// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// One look at one rollout: at most one tick, at most one decision, one transaction.
///
/// The row of the rollout is locked first, and who finds it locked leaves it alone: any number of servers may
/// look, and each piece of evidence is judged once. All that a look changes commits together or not at all.
/// Thread-safe.
@Component
class RolloutEvaluator {
    private final TransactionTemplate transaction;
    private final RolloutRepository rollouts;
    private final TickAssembler ticks;
    private final BaselineCollector seeding;
    private final RunningRolloutHandler guarding;

    RolloutEvaluator(
            TransactionTemplate transaction,
            RolloutRepository rollouts,
            TickAssembler ticks,
            BaselineCollector seeding,
            RunningRolloutHandler guarding) {
        this.transaction = transaction;
        this.rollouts = rollouts;
        this.ticks = ticks;
        this.seeding = seeding;
        this.guarding = guarding;
    }

    /// What a look did.
    ///
    /// @param ticked whether there was a tick, so that there may be another at once
    /// @param changed whether anything about the rollout changed
    /// @param decided whether anything was decided
    record EvaluationOutcome(boolean ticked, boolean changed, boolean decided) {
        EvaluationOutcome and(EvaluationOutcome next) {
            return new EvaluationOutcome(next.ticked, changed || next.changed, decided || next.decided);
        }
    }

    /// Looks.
    ///
    /// @param now the present, in microseconds
    /// @param listeningSince since when this server could have received outcomes: silence before that is its
    ///     own
    /// @return what it did; empty when another session has the rollout locked
    Optional<EvaluationOutcome> look(String id, Instant now, Instant listeningSince) {
        return transaction.execute(
                status -> rollouts.lockIfFree(id).map(rollout -> look(rollout, now, listeningSince)));
    }

    private EvaluationOutcome look(Rollout before, Instant now, Instant listeningSince) {
        TickAssembler.AssembledTick found = ticks.look(before, now);
        Rollout after = switch (before.status()) {
            case SEEDING -> seeding.look(ticks.write(before, found), now);
            case RUNNING -> guarding.judge(before, found, now, listeningSince);
            case COMPLETED, ROLLED_BACK, ABORTED -> ticks.write(before, found);
        };
        boolean changed = !after.equals(before);
        if (changed) {
            rollouts.save(after);
        }
        boolean decided = after.position().decisions() > before.position().decisions();
        return new EvaluationOutcome(found.tick().isPresent(), changed, decided);
    }
}
