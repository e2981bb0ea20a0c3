// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.simulation;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.GuardDecision;
import dev.evenkeel.engine.rollout.GuardDecisionInputs;
import dev.evenkeel.engine.rollout.GuardEngine;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutAction;
import dev.evenkeel.engine.rollout.SilentProcesses;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.RolloutGuardState;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A simulation of one rollout on a synthetic service, from the first step to a terminal decision, with one
/// tick per second.
///
/// The production guard decides, and every required approval is given at once. Pure and deterministic for a
/// plan, service and seed.
public final class SingleRolloutSimulation {
    private static final Instant START = Instant.EPOCH;
    private static final int SEED_SECONDS = 40;

    private final RolloutPlan plan;
    private final UnitTrafficSimulator crowd;
    private final List<Duration> stepEnds = new ArrayList<>();
    private RolloutGuardState state;
    private int step;
    private long revision = 1;
    private Instant stepStartedAt = START;
    private long candidateCalls;
    private long candidateFailures;
    private final Observer observer;

    private SingleRolloutSimulation(RolloutPlan plan, SyntheticService service, long seed, Observer observer) {
        this.plan = plan;
        this.observer = observer;
        this.crowd = new UnitTrafficSimulator(service, seed);
        this.state = GuardEngine.start(plan, crowd.simulateControlLatency(SEED_SECONDS), START);
    }

    /// The outcome of a simulation.
    ///
    /// @param lastAction terminal decision, or the last hold at the time limit
    /// @param duration from the first step to that decision
    /// @param stepEnds end of each completed step, since the start
    /// @param candidateCalls calls served by the candidate
    /// @param candidateFailures how many of them failed
    public record Outcome(
            RolloutAction lastAction,
            Duration duration,
            List<Duration> stepEnds,
            long candidateCalls,
            long candidateFailures) {
        public Outcome {
            stepEnds = List.copyOf(stepEnds);
        }
    }

    /// An observer of the guard's decision of each second.
    @FunctionalInterface
    public interface Observer {
        /// @param step 0-based index of the step of the decision
        void onDecision(int step, GuardDecision decision);
    }

    /// Runs a simulation.
    ///
    /// @param limit maximum simulated time
    public static Outcome run(RolloutPlan plan, SyntheticService service, long seed, Duration limit) {
        return run(plan, service, seed, limit, (step, decision) -> {});
    }

    /// Runs a simulation with an observer.
    ///
    /// @param limit maximum simulated time
    public static Outcome run(
            RolloutPlan plan, SyntheticService service, long seed, Duration limit, Observer observer) {
        return new SingleRolloutSimulation(plan, service, seed, observer).run(limit);
    }

    private Outcome run(Duration limit) {
        RolloutAction decision = new RolloutAction.Hold(HoldKind.DWELL, "no evaluation yet");
        long second = 0;
        while (second < limit.toSeconds() && isRunning(decision)) {
            second++;
            Instant now = START.plusSeconds(second);
            addTick(second, now);
            GuardDecision ruling = GuardEngine.decide(
                    plan,
                    new GuardDecisionInputs(
                            step,
                            START,
                            stepStartedAt,
                            now,
                            null,
                            true,
                            List.of(),
                            List.of(),
                            0,
                            null,
                            null,
                            SilentProcesses.NONE),
                    state,
                    now);
            observer.onDecision(step, ruling);
            decision = ruling.action();
            apply(decision, now);
        }
        return new Outcome(decision, Duration.ofSeconds(second), stepEnds, candidateCalls, candidateFailures);
    }

    private static boolean isRunning(RolloutAction decision) {
        return !(decision instanceof RolloutAction.RollBack || decision instanceof RolloutAction.Complete);
    }

    private void addTick(long second, Instant now) {
        Percent exposure = plan.steps().get(step).exposure();
        boolean warm = now.isAfter(stepStartedAt.plus(plan.warmUp()));
        UnitTrafficSimulator.SecondOfTraffic seen = crowd.simulateSecond(exposure.fraction(), revision, warm);
        candidateCalls += seen.candidate().calls();
        candidateFailures += seen.candidate().failures();
        EvidenceTick tick = new EvidenceTick(second, revision, step, exposure, false, seen.control(), seen.candidate());
        state = GuardEngine.observe(plan, state, tick, now);
    }

    private void apply(RolloutAction decision, Instant now) {
        if (decision instanceof RolloutAction.Advance advance) {
            stepEnds.add(Duration.between(START, now));
            moveTo(advance.toStep(), now);
        } else if (decision instanceof RolloutAction.StepBack back) {
            moveTo(back.toStep(), now);
        }
    }

    private void moveTo(int newStep, Instant now) {
        step = newStep;
        revision++;
        stepStartedAt = now;
        state = GuardEngine.changeStep(plan, state, step, now);
    }
}
