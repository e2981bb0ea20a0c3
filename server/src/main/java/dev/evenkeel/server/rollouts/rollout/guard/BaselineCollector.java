// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.server.rollouts.evidence.EvidenceService;
import dev.evenkeel.server.rollouts.rollout.GuardStateRepository;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// The time before the first step: nobody is on the candidate, and control's latencies are gathered
/// until there are enough to compare with, and until nothing stands against the first step: processes
/// and stores between stages of a migration, and gates. When the plan's time for the whole is
/// over before that, it says so or ends. Runs in the caller's transaction, under the lock of the
/// rollout.
@Component
public class BaselineCollector {
    /* Control's latencies of the last day, from before the rollout and since. */
    public static final Duration AGE = Duration.ofHours(24);

    private final EvidenceService outcomes;
    private final GuardStateRepository states;
    private final FirstStepPreconditions gate;
    private final RolloutTransitionExecutor moves;

    BaselineCollector(
            EvidenceService outcomes,
            GuardStateRepository states,
            FirstStepPreconditions gate,
            RolloutTransitionExecutor moves) {
        this.outcomes = outcomes;
        this.states = states;
        this.gate = gate;
        this.moves = moves;
    }

    /// Counts, starts the first step when there are enough, and looks at the clock when there are not.
    Rollout look(Rollout rollout, Instant now) {
        return moves.abortIfDisabled(rollout, now)
                .orElseGet(() -> rollout.awaitsConfirmation() ? rollout : lookAtEnabled(rollout, now));
    }

    private Rollout lookAtEnabled(Rollout rollout, Instant now) {
        long samples = outcomes.latencySamples(rollout.controlKey(), now.minus(AGE));
        Rollout seeded = rollout.seeded(samples);
        if (samples < rollout.plan().seedSamples()) {
            return inTime(seeded, now);
        }
        return gate.findObstacle(seeded, now)
                .map(obstacle -> obstacle.isNews() ? holding(seeded, obstacle.hold(), obstacle.words(), now) : seeded)
                .orElseGet(() -> begun(seeded, now));
    }

    private Rollout begun(Rollout rollout, Instant now) {
        var seed = outcomes.newestLatencies(
                rollout.controlKey(), now.minus(AGE), rollout.plan().seedSamples());
        states.saveSeed(rollout.id(), seed);
        states.save(rollout.id(), GuardEvaluation.begin(rollout.plan(), seed, now));
        return moves.make(rollout, RolloutTransition.start(rollout, now), RolloutTransitionExecutor.GUARD);
    }

    private Rollout inTime(Rollout seeded, Instant now) {
        RolloutPlan plan = seeded.plan();
        Duration inAll = Duration.between(seeded.startedAt(), now);
        return plan.limits()
                .lateWithoutReference(inAll, seeded.seedSamples(), plan.seedSamples())
                .map(reason -> late(seeded, reason, now))
                .orElse(seeded);
    }

    /* Each kind of reason is said once. */
    private Rollout held(Rollout rollout, HoldKind kind, String reason, Instant now) {
        return rollout.position().hold() == kind ? rollout : holding(rollout, kind, reason, now);
    }

    private Rollout holding(Rollout rollout, HoldKind kind, String reason, Instant now) {
        return moves.make(rollout, RolloutTransition.hold(rollout, kind, reason, now), RolloutTransitionExecutor.GUARD);
    }

    private Rollout late(Rollout seeded, String reason, Instant now) {
        return switch (seeded.plan().limits().whenLate()) {
            case HOLD -> held(seeded, HoldKind.LATE, reason, now);
            case ROLL_BACK ->
                moves.make(seeded, RolloutTransition.rollBack(seeded, reason, now), RolloutTransitionExecutor.GUARD);
        };
    }
}
