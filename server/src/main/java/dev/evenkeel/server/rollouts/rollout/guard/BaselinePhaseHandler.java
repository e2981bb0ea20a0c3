// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.rollout.GuardEngine;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.server.rollouts.evidence.LatencyRepository;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutGuardStateRepository;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// The baseline phase of a rollout, before its first step: all units are on control while control's latencies
/// are collected. Starts the first step when the plan's number of samples is reached and
/// [FirstStepPreconditions] finds no obstacle. When the plan's time limit passes first, the rollout holds or
/// ends. Runs in the caller's transaction, under the lock of the rollout.
@Component
public class BaselinePhaseHandler {
    /* Age limit of the latency samples. They may be older than the rollout. */
    public static final Duration LATENCY_WINDOW = Duration.ofHours(24);

    private final LatencyRepository latencies;
    private final RolloutGuardStateRepository states;
    private final FirstStepPreconditions gate;
    private final RolloutTransitionExecutor transitions;

    BaselinePhaseHandler(
            LatencyRepository latencies,
            RolloutGuardStateRepository states,
            FirstStepPreconditions gate,
            RolloutTransitionExecutor transitions) {
        this.latencies = latencies;
        this.states = states;
        this.gate = gate;
        this.transitions = transitions;
    }

    /// Updates the sample count, starts the first step when there are enough samples, and checks the time limit
    /// when there are not.
    Rollout evaluate(Rollout rollout, Instant now) {
        return transitions
                .abortIfDisabled(rollout, now)
                .orElseGet(() -> rollout.requiresConfirmation() ? rollout : evaluateEnabled(rollout, now));
    }

    private Rollout evaluateEnabled(Rollout rollout, Instant now) {
        long samples = latencies.countCalls(rollout.controlKey(), now.minus(LATENCY_WINDOW));
        Rollout seeded = rollout.withSeedSamples(samples);
        if (samples < rollout.plan().seedSamples()) {
            return checkTimeLimit(seeded, now);
        }
        return gate.findObstacle(seeded, now)
                .map(obstacle -> obstacle.isNew() ? hold(seeded, obstacle.hold(), obstacle.message(), now) : seeded)
                .orElseGet(() -> startFirstStep(seeded, now));
    }

    private Rollout startFirstStep(Rollout rollout, Instant now) {
        var seed = latencies.loadNewest(
                rollout.controlKey(), now.minus(LATENCY_WINDOW), rollout.plan().seedSamples());
        states.saveSeed(rollout.id(), seed);
        states.save(rollout.id(), GuardEngine.start(rollout.plan(), seed.countsByBin(), now));
        return transitions.apply(rollout, RolloutTransition.start(rollout, now), RolloutTransitionExecutor.GUARD);
    }

    private Rollout checkTimeLimit(Rollout seeded, Instant now) {
        RolloutPlan plan = seeded.plan();
        Duration inAll = Duration.between(seeded.startedAt(), now);
        return plan.limits()
                .describeSeedingDelay(inAll, seeded.seedSamples(), plan.seedSamples())
                .map(reason -> handleTimeLimit(seeded, reason, now))
                .orElse(seeded);
    }

    /* Records each kind of reason once. */
    private Rollout holdOnce(Rollout rollout, HoldKind kind, String reason, Instant now) {
        return rollout.position().hold() == kind ? rollout : hold(rollout, kind, reason, now);
    }

    private Rollout hold(Rollout rollout, HoldKind kind, String reason, Instant now) {
        return transitions.apply(
                rollout, RolloutTransition.hold(rollout, kind, reason, now), RolloutTransitionExecutor.GUARD);
    }

    private Rollout handleTimeLimit(Rollout seeded, String reason, Instant now) {
        return switch (seeded.plan().limits().whenLate()) {
            case HOLD -> holdOnce(seeded, HoldKind.TIME_LIMIT, reason, now);
            case ROLL_BACK ->
                transitions.apply(
                        seeded, RolloutTransition.rollBack(seeded, reason, now), RolloutTransitionExecutor.GUARD);
        };
    }
}
