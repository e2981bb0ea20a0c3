// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The evaluation of one rollout: at most one tick and one decision, in one transaction.
///
/// Locks the row of the rollout first and skips a rollout that is locked, so any number of servers may run and
/// each piece of evidence is evaluated once. All changes commit together or not at all. Thread-safe.
@Component
class RolloutEvaluator {
    private final TransactionTemplate transaction;
    private final RolloutRepository rollouts;
    private final TickAssembler ticks;
    private final BaselinePhaseHandler baseline;
    private final RunningRolloutHandler runningRolloutHandler;

    RolloutEvaluator(
            TransactionTemplate transaction,
            RolloutRepository rollouts,
            TickAssembler ticks,
            BaselinePhaseHandler baseline,
            RunningRolloutHandler runningRolloutHandler) {
        this.transaction = transaction;
        this.rollouts = rollouts;
        this.ticks = ticks;
        this.baseline = baseline;
        this.runningRolloutHandler = runningRolloutHandler;
    }

    /// The outcome of an evaluation.
    ///
    /// @param ticked whether there was a tick, so that another may be ready
    /// @param changed whether anything about the rollout changed
    /// @param decided whether a decision was made
    record RolloutEvaluationActivity(boolean ticked, boolean changed, boolean decided) {
        RolloutEvaluationActivity merge(RolloutEvaluationActivity next) {
            return new RolloutEvaluationActivity(next.ticked, changed || next.changed, decided || next.decided);
        }
    }

    /// Evaluates a rollout.
    ///
    /// @param now current time, in microseconds
    /// @param listeningSince since when this server has been able to receive outcomes; missing outcomes count
    ///     only from then on
    /// @return empty when another session has locked the rollout
    Optional<RolloutEvaluationActivity> evaluate(String id, Instant now, Instant listeningSince) {
        return transaction.execute(
                status -> rollouts.tryLock(id).map(rollout -> evaluate(rollout, now, listeningSince)));
    }

    private RolloutEvaluationActivity evaluate(Rollout before, Instant now, Instant listeningSince) {
        TickAssembler.TickAssemblyResult found = ticks.assemble(before, now);
        Rollout after = switch (before.status()) {
            case COLLECTING_BASELINE -> baseline.evaluate(ticks.save(before, found), now);
            case RUNNING -> runningRolloutHandler.evaluate(before, found, now, listeningSince);
            case COMPLETED, ROLLED_BACK, ABORTED -> ticks.save(before, found);
        };
        boolean changed = !after.equals(before);
        if (changed) {
            rollouts.update(after);
        }
        boolean decided = after.position().decisions() > before.position().decisions();
        return new RolloutEvaluationActivity(found.tick().isPresent(), changed, decided);
    }
}
