// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.ControlLatencyBaseline;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.EvidenceWatermark;
import dev.evenkeel.engine.rollout.evidence.RolloutGuardState;
import dev.evenkeel.engine.rollout.evidence.SharedIncidentEvidence;
import dev.evenkeel.engine.rollout.evidence.StepEvidence;
import dev.evenkeel.engine.rollout.guardrail.RolloutGuardrailEvaluators;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.time.Instant;
import java.util.Map;

/// The decision logic of guarded rollouts: turns ticks of evidence into decisions. All methods are pure
/// functions of plan, state, tick and time.
///
/// Rollback evidence is one process over the whole rollout and includes every tick. Advance evidence restarts
/// with each revision and includes only ticks of that revision. The caller stores each tick before it passes
/// it to [#observe], stores the state that is returned, and treats a terminal decision as final. Times may
/// decrease, because clocks are adjusted: a timestamp in the state that is later than the current time counts
/// as the current time.
public final class GuardEngine {
    private GuardEngine() {}

    /// Creates the state before the first tick, at step 0.
    ///
    /// @param controlLatencySeed control's calls per latency bin from before the rollout; may be empty
    public static RolloutGuardState start(RolloutPlan plan, Map<Integer, Long> controlLatencySeed, Instant at) {
        return new RolloutGuardState(
                new EvidenceWatermark(0, at, 0),
                StepEvidence.startingAt(0, at),
                RolloutGuardrailEvaluators.fresh(plan, 0).toEvidence(),
                ControlLatencyBaseline.EMPTY.plus(controlLatencySeed),
                SharedIncidentEvidence.none(at));
    }

    /// Returns the state after one more tick.
    ///
    /// @param at when the tick was closed, as stored with it
    /// @throws IllegalArgumentException when the state already includes the tick
    public static RolloutGuardState observe(RolloutPlan plan, RolloutGuardState before, EvidenceTick tick, Instant at) {
        if (tick.number() <= before.lastTick()) {
            throw new IllegalArgumentException("tick " + tick.number() + " follows tick " + before.lastTick()
                    + "; add each tick once, in the order of its number");
        }
        RolloutGuardState state = before.clampTo(at);
        boolean current = state.step().matches(tick);
        boolean newRevision = current && tick.revision() > state.step().revision();
        RolloutGuardrailEvaluators evaluators =
                newRevision ? resetAdvanceEvidence(plan, state) : RolloutGuardrailEvaluators.of(plan, state);
        boolean restart = !at.isBefore(state.progress().lastRestart().plus(plan.restartEvery()));
        if (restart) {
            evaluators.restart();
        }
        addTick(evaluators, state.latencyBaseline(), tick, current);
        StepEvidence step = newRevision ? state.step().withRevision(tick.revision()) : state.step();
        StepEvidence after = current ? step.plus(tick, at) : step;
        Instant restartedAt = restart ? at : state.progress().lastRestart();
        boolean credible = !after.hangingCalls().isControlHanging();
        return new RolloutGuardState(
                credible
                        ? state.progress().afterTick(tick, restartedAt, evaluators.logRollback())
                        : state.progress().skipTick(tick, restartedAt),
                after,
                evaluators.toEvidence(credible),
                state.latencyBaseline().plus(tick.control().trialLatency()),
                state.incident().afterTick(plan.sharedIncident(), tick, at));
    }

    /// Returns the state at the start of another step: rollback evidence is kept, advance evidence restarts.
    ///
    /// @param newStep 0-based index of the step
    public static RolloutGuardState changeStep(RolloutPlan plan, RolloutGuardState state, int newStep, Instant at) {
        RolloutGuardrailEvaluators evaluators = RolloutGuardrailEvaluators.withRollbackOf(plan, state, newStep);
        evaluators.restart();
        evaluators.onRevisionChange();
        return new RolloutGuardState(
                new EvidenceWatermark(state.lastTick(), at, state.progress().peak()),
                StepEvidence.startingAt(newStep, at),
                evaluators.toEvidence(),
                state.latencyBaseline(),
                state.incident());
    }

    /// Returns the state of a rollout that is suspended, or resumed, at the same step: rollback evidence is
    /// kept, advance evidence restarts, and an earlier shared incident no longer counts.
    public static RolloutGuardState restartStep(RolloutPlan plan, RolloutGuardState state, Instant at) {
        RolloutGuardState restarted = changeStep(plan, state, state.step().step(), at);
        return new RolloutGuardState(
                restarted.progress(),
                restarted.step(),
                restarted.guardrailEvidence(),
                restarted.latencyBaseline(),
                SharedIncidentEvidence.none(at));
    }

    /// Decides the next action from plan, progress and evidence.
    ///
    /// @throws IllegalArgumentException when progress and state are at different steps
    public static GuardDecision decide(
            RolloutPlan plan, GuardDecisionInputs inputs, RolloutGuardState state, Instant now) {
        return new GuardDecider(plan, inputs, state.clampTo(now), now).decide();
    }

    /* The first revision of a step starts with reset evaluators already. */
    private static RolloutGuardrailEvaluators resetAdvanceEvidence(RolloutPlan plan, RolloutGuardState state) {
        RolloutGuardrailEvaluators evaluators = RolloutGuardrailEvaluators.withRollbackOf(
                plan, state, state.step().step());
        if (state.step().revision() > 0) {
            evaluators.onRevisionChange();
        }
        return evaluators;
    }

    private static void addTick(
            RolloutGuardrailEvaluators evaluators,
            ControlLatencyBaseline baseline,
            EvidenceTick tick,
            boolean current) {
        evaluators.countTick(tick, current);
        if (!tick.isComparison()) {
            return;
        }
        CandidateShare share = RolloutPlan.shareAt(tick.exposure());
        if (current) {
            evaluators.addTick(share, tick, baseline);
        } else {
            evaluators.addLateTick(share, tick);
        }
    }
}
