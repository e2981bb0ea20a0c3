// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.ControlLatencyBaseline;
import dev.evenkeel.engine.rollout.evidence.EvidenceProgress;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.GuardState;
import dev.evenkeel.engine.rollout.evidence.SharedIncidentEvidence;
import dev.evenkeel.engine.rollout.evidence.StepEvidence;
import dev.evenkeel.engine.rollout.guardrail.GuardrailEvaluators;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.time.Instant;
import java.util.Map;

/// The guard of a rollout: ticks in, rulings out. Pure functions of plan, state, tick and time.
///
/// Rollback evidence is one process over the whole rollout, of every tick; evidence for advancing begins afresh
/// with each revision and takes in only ticks of that revision. The caller stores each tick before it is taken
/// in, stores the state after it, and lets a terminal decision stand. Times may go back, as clocks that are set
/// do: what the state dates later than the moment in hand counts as dated then.
public final class GuardEngine {
    private GuardEngine() {}

    /// The state before the first tick, at step 0.
    ///
    /// @param controlLatencySeed control's calls per latency bin from before the rollout; may be empty
    public static GuardState start(RolloutPlan plan, Map<Integer, Long> controlLatencySeed, Instant at) {
        return new GuardState(
                new EvidenceProgress(0, at, 0),
                StepEvidence.startingAt(0, at),
                GuardrailEvaluators.fresh(plan, 0).bets(),
                ControlLatencyBaseline.EMPTY.plus(controlLatencySeed),
                SharedIncidentEvidence.none(at));
    }

    /// The state after one more tick.
    ///
    /// @param at when the tick was closed, as stored with it
    /// @throws IllegalArgumentException when the tick was taken in before
    public static GuardState observe(RolloutPlan plan, GuardState before, EvidenceTick tick, Instant at) {
        if (tick.number() <= before.lastTick()) {
            throw new IllegalArgumentException("tick " + tick.number() + " comes after tick " + before.lastTick()
                    + ": each tick is taken in once, in the order of its number");
        }
        GuardState state = before.seenAt(at);
        boolean current = state.step().isAbout(tick);
        boolean newRevision = current && tick.revision() > state.step().revision();
        GuardrailEvaluators watches = newRevision ? afresh(plan, state) : GuardrailEvaluators.of(plan, state);
        boolean restart = !at.isBefore(state.watermark().lastRestart().plus(plan.restartEvery()));
        if (restart) {
            watches.restart();
        }
        takeIn(watches, state.reference(), tick, current);
        StepEvidence step = newRevision ? state.step().under(tick.revision()) : state.step();
        StepEvidence after = current ? step.plus(tick, at) : step;
        Instant restartedAt = restart ? at : state.watermark().lastRestart();
        boolean credible = !after.unended().ofControl();
        return new GuardState(
                credible
                        ? state.watermark().after(tick, restartedAt, watches.logRollback())
                        : state.watermark().past(tick, restartedAt),
                after,
                watches.bets(credible),
                state.reference().plus(tick.control().trialLatency()),
                state.incident().after(plan.incident(), tick, at));
    }

    /// The state at the beginning of another step: rollback evidence goes on, evidence for advancing
    /// begins afresh.
    ///
    /// @param newStep 0-based index of the step
    public static GuardState stepChanged(RolloutPlan plan, GuardState state, int newStep, Instant at) {
        GuardrailEvaluators watches = GuardrailEvaluators.withRollbackOf(plan, state, newStep);
        watches.restart();
        watches.revisionChanged();
        return new GuardState(
                new EvidenceProgress(state.lastTick(), at, state.watermark().peak()),
                StepEvidence.startingAt(newStep, at),
                watches.bets(),
                state.reference(),
                state.incident());
    }

    /// The state of a rollout that is suspended, or continues after it was, at the same step: rollback evidence
    /// is kept, evidence for advancing begins afresh, and an incident from before counts no more.
    public static GuardState stepRestarted(RolloutPlan plan, GuardState state, Instant at) {
        GuardState restarted = stepChanged(plan, state, state.step().step(), at);
        return new GuardState(
                restarted.watermark(),
                restarted.step(),
                restarted.bets(),
                restarted.reference(),
                SharedIncidentEvidence.none(at));
    }

    /// What to do now.
    ///
    /// @throws IllegalArgumentException when progress and state are at different steps
    public static GuardDecision decide(RolloutPlan plan, RolloutProgress progress, GuardState state, Instant now) {
        return new GuardDecider(plan, progress, state.seenAt(now), now).ruling();
    }

    /* A step's first revision found everything fresh already. */
    private static GuardrailEvaluators afresh(RolloutPlan plan, GuardState state) {
        GuardrailEvaluators watches =
                GuardrailEvaluators.withRollbackOf(plan, state, state.step().step());
        if (state.step().revision() > 0) {
            watches.revisionChanged();
        }
        return watches;
    }

    private static void takeIn(
            GuardrailEvaluators watches, ControlLatencyBaseline reference, EvidenceTick tick, boolean current) {
        watches.count(tick, current);
        if (!tick.isComparison()) {
            return;
        }
        CandidateShare share = RolloutPlan.share(tick.exposure());
        if (current) {
            watches.takeIn(share, tick, reference);
        } else {
            watches.takeInLate(share, tick);
        }
    }
}
