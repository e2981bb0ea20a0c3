// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.CombinedRolloutGateStatus;
import dev.evenkeel.engine.rollout.GuardDecisionInputs;
import dev.evenkeel.engine.rollout.GuardEngine;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutAction;
import dev.evenkeel.engine.rollout.evidence.RolloutGuardState;
import dev.evenkeel.server.rollouts.rollout.GuardrailStatuses;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionKind;
import dev.evenkeel.server.rollouts.rollout.RolloutGuardStateRepository;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import dev.evenkeel.server.rollouts.rollout.guard.GuardCalculations.EvaluationResult;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The handler of running rollouts: stores and evaluates the tick, if there is one, and executes the decision.
/// Runs in the caller's transaction, under the lock of the rollout.
@Component
class RunningRolloutHandler {
    /* Kinds of holds that take precedence over closed gates; their reasons name the closed gates. */
    private static final Set<HoldKind> NAMES_GATES = EnumSet.of(
            HoldKind.MISSING_DATA,
            HoldKind.SAMPLE_RATIO_MISMATCH,
            HoldKind.SHARED_INCIDENT,
            HoldKind.BREAKER,
            HoldKind.POINT_OF_NO_RETURN,
            HoldKind.TIME_LIMIT);

    private final TickAssembler ticks;
    private final RolloutGuardStateRepository states;
    private final RolloutTransitionExecutor transitions;
    private final StepApprovalService approvals;
    private final GuardDecisionInputsLoader progress;

    RunningRolloutHandler(
            TickAssembler ticks,
            RolloutGuardStateRepository states,
            RolloutTransitionExecutor transitions,
            StepApprovalService approvals,
            GuardDecisionInputsLoader progress) {
        this.ticks = ticks;
        this.states = states;
        this.transitions = transitions;
        this.approvals = approvals;
        this.progress = progress;
    }

    Rollout evaluate(Rollout stored, TickAssembler.TickAssemblyResult found, Instant now, Instant listeningSince) {
        Rollout before = approvals.withCurrentApproval(stored);
        if (found.tick().filter(tick -> transitions.isOutdated(before, tick)).isPresent()) {
            return ticks.save(before, found);
        }
        return transitions
                .abortIfDisabled(before, now)
                .map(aborted -> ticks.save(aborted, found))
                .orElseGet(() -> before.requiresConfirmation()
                        ? evaluateHeld(before, found, now, listeningSince)
                        : evaluateEnabled(before, found, now, listeningSince));
    }

    /*
     * After a restore, outcomes of earlier exposures are rollback evidence, and the only possible decision is a
     * rollback. Outcomes that arrive while all units are on control are ignored as evidence about the candidate.
     */
    private Rollout evaluateHeld(
            Rollout before, TickAssembler.TickAssemblyResult found, Instant now, Instant listeningSince) {
        RolloutTick tick =
                found.tick().filter(one -> !one.exposure().equals(Percent.NONE)).orElse(null);
        if (tick == null) {
            return ticks.save(before, found);
        }
        GuardDecisionInputs known = progress.load(before, found.lastOutcomeAt(), listeningSince, now);
        EvaluationResult judged = GuardCalculations.evaluateTick(
                before.plan(), states.findByRollout(before.id()).orElseThrow(), tick, known);
        Rollout rollout = ticks.save(before, found.withEvaluation(judged, known))
                .withGuardrailStatus(GuardrailStatuses.of(judged.decision()));
        states.save(rollout.id(), judged.state());
        return judged.decision().action() instanceof RolloutAction.RollBack back
                ? transitions.apply(
                        rollout,
                        RolloutTransition.rollBack(rollout, back.reason() + describeConcurrent(rollout), tick.at())
                                .withProgress(known)
                                .withEvidenceAt(tick.firstFailureAt()),
                        RolloutTransitionExecutor.GUARD)
                : rollout;
    }

    private Rollout evaluateEnabled(
            Rollout before, TickAssembler.TickAssemblyResult found, Instant now, Instant listeningSince) {
        GuardDecisionInputs known = progress.load(before, found.lastOutcomeAt(), listeningSince, now);
        RolloutGuardState state = states.findByRollout(before.id()).orElseThrow();
        Optional<RolloutTick> tick = found.tick();
        EvaluationResult judged = tick.map(one -> GuardCalculations.evaluateTick(before.plan(), state, one, known))
                .orElseGet(() -> GuardCalculations.evaluateTime(before.plan(), state, known, now));
        Rollout rollout = ticks.save(before, found.withEvaluation(judged, known));
        RolloutTransition transition = toTransition(rollout, judged.decision().action(), known, now);
        if (transition == null && tick.isEmpty()) {
            return rollout;
        }
        states.save(rollout.id(), stateAfter(rollout, judged.state(), transition));
        Rollout standing = rollout.withGuardrailStatus(GuardrailStatuses.of(judged.decision()));
        Rollout moved = transition == null
                ? standing
                : transitions.apply(
                        standing,
                        transition
                                .withProgress(known)
                                .withEvidenceAt(
                                        tick.map(RolloutTick::firstFailureAt).orElse(null)),
                        RolloutTransitionExecutor.GUARD);
        return recordObservedBreaches(rollout.guardrailStatus(), moved, now);
    }

    /* Records the first breach of each guardrail with the action `OBSERVE`. */
    private Rollout recordObservedBreaches(@Nullable GuardrailStatuses before, Rollout rollout, Instant now) {
        Rollout noted = rollout;
        GuardrailStatuses statuses = rollout.guardrailStatus();
        if (statuses == null || rollout.status().isEnded()) {
            return rollout;
        }
        for (GuardrailStatuses.Check check : statuses.observedBreaches()) {
            if (before == null || !before.isBreached(check.check())) {
                noted = transitions.apply(
                        noted, RolloutTransition.observe(noted, check.detail(), now), RolloutTransitionExecutor.GUARD);
            }
        }
        return noted;
    }

    /* Null: keep holding for the same kind of reason. */
    private @Nullable RolloutTransition toTransition(
            Rollout rollout, RolloutAction decision, GuardDecisionInputs known, Instant now) {
        return switch (decision) {
            case RolloutAction.Hold hold ->
                isAlreadyReported(rollout, hold, known.gates(), now)
                        ? null
                        : RolloutTransition.hold(rollout, hold.kind(), hold.reason(), now);
            case RolloutAction.Advance advance -> RolloutTransition.advance(rollout, advance, now);
            case RolloutAction.StepBack back -> RolloutTransition.stepBack(rollout, back, now);
            case RolloutAction.RollBack back ->
                RolloutTransition.rollBack(rollout, back.reason() + describeConcurrent(rollout), now);
            case RolloutAction.Complete complete -> RolloutTransition.complete(rollout, complete.reason(), now);
        };
    }

    /*
     * Reasons of other holds contain elapsed times; those of gates and silent processes stay the same until a fact
     * changes.
     */
    private boolean isAlreadyReported(
            Rollout rollout, RolloutAction.Hold hold, @Nullable CombinedRolloutGateStatus gates, Instant now) {
        if (hold.kind() == HoldKind.GATES || hold.kind() == HoldKind.SILENT_PROCESS) {
            return !transitions.isNewHoldReason(rollout, hold.kind(), hold.reason(), now);
        }
        return hold.kind() == rollout.position().hold()
                && !(NAMES_GATES.contains(hold.kind())
                        && transitions.isNewGateReason(rollout, gates == null ? "" : gates.closedReason(), now));
    }

    /* The reason of a rollback names what else was changing at the time. */
    private String describeConcurrent(Rollout rollout) {
        String running = String.join(", ", transitions.describeRunningBeside(rollout));
        return running.isEmpty() ? "" : " (running at the same time: " + running + ")";
    }

    private static RolloutGuardState stateAfter(
            Rollout rollout, RolloutGuardState state, @Nullable RolloutTransition transition) {
        return transition != null
                        && (transition.kind() == RolloutDecisionKind.ADVANCE
                                || transition.kind() == RolloutDecisionKind.STEP_BACK)
                ? GuardEngine.changeStep(rollout.plan(), state, transition.step(), transition.at())
                : state;
    }
}
