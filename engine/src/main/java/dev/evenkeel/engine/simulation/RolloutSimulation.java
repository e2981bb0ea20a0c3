// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.simulation;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.GuardDecision;
import dev.evenkeel.engine.rollout.GuardEngine;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutAction;
import dev.evenkeel.engine.rollout.RolloutProgress;
import dev.evenkeel.engine.rollout.SilentProcesses;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.GuardState;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One rollout of a plan on a synthetic service, from the first step to a terminal decision, in a tick
/// a second.
///
/// It is the production guard that decides; people approve every step at once. Pure: the same plan,
/// service and seed give the same outcome.
public final class RolloutSimulation {
    private static final Instant START = Instant.EPOCH;
    private static final int SEED_SECONDS = 40;

    private final RolloutPlan plan;
    private final SyntheticUnits crowd;
    private final List<Duration> stepEnds = new ArrayList<>();
    private GuardState state;
    private int step;
    private long revision = 1;
    private Instant stepStartedAt = START;
    private long candidateCalls;
    private long candidateFailures;
    private final Observer observer;

    private RolloutSimulation(RolloutPlan plan, SyntheticService service, long seed, Observer observer) {
        this.plan = plan;
        this.observer = observer;
        this.crowd = new SyntheticUnits(service, seed);
        this.state = GuardEngine.start(plan, crowd.controlLatency(SEED_SECONDS), START);
    }

    /// What came of a rehearsal.
    ///
    /// @param last the terminal decision, or the last hold when time was up
    /// @param took from the first step to that decision
    /// @param stepEnds when each step that was left was left, since the start
    /// @param candidateCalls calls the candidate served
    /// @param candidateFailures how many of them failed
    public record Outcome(
            RolloutAction last, Duration took, List<Duration> stepEnds, long candidateCalls, long candidateFailures) {
        public Outcome {
            stepEnds = List.copyOf(stepEnds);
        }
    }

    /// Sees what the guard says each second.
    @FunctionalInterface
    public interface Observer {
        /// @param step 0-based index of the step that the ruling is about
        void see(int step, GuardDecision ruling);
    }

    /// Plays a rollout.
    ///
    /// @param limit after which it is broken off
    public static Outcome play(RolloutPlan plan, SyntheticService service, long seed, Duration limit) {
        return play(plan, service, seed, limit, (step, ruling) -> {});
    }

    /// Plays a rollout while somebody looks.
    ///
    /// @param limit after which it is broken off
    public static Outcome play(
            RolloutPlan plan, SyntheticService service, long seed, Duration limit, Observer observer) {
        return new RolloutSimulation(plan, service, seed, observer).play(limit);
    }

    private Outcome play(Duration limit) {
        RolloutAction decision = new RolloutAction.Hold(HoldKind.DWELL, "nothing has happened yet");
        long second = 0;
        while (second < limit.toSeconds() && goesOn(decision)) {
            second++;
            Instant now = START.plusSeconds(second);
            takeIn(second, now);
            GuardDecision ruling = GuardEngine.decide(
                    plan,
                    new RolloutProgress(
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
            observer.see(step, ruling);
            decision = ruling.decision();
            follow(decision, now);
        }
        return new Outcome(decision, Duration.ofSeconds(second), stepEnds, candidateCalls, candidateFailures);
    }

    private static boolean goesOn(RolloutAction decision) {
        return !(decision instanceof RolloutAction.RollBack || decision instanceof RolloutAction.Complete);
    }

    private void takeIn(long second, Instant now) {
        Percent exposure = plan.steps().get(step).exposure();
        boolean warm = now.isAfter(stepStartedAt.plus(plan.warmUp()));
        SyntheticUnits.SecondOfTraffic seen = crowd.second(exposure.fraction(), revision, warm);
        candidateCalls += seen.candidate().calls();
        candidateFailures += seen.candidate().failures();
        EvidenceTick tick = new EvidenceTick(second, revision, step, exposure, false, seen.control(), seen.candidate());
        state = GuardEngine.observe(plan, state, tick, now);
    }

    private void follow(RolloutAction decision, Instant now) {
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
        state = GuardEngine.stepChanged(plan, state, step, now);
    }
}
