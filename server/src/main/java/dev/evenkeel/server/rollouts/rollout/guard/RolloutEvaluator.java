// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.CombinedRolloutGateStatus;
import dev.evenkeel.engine.rollout.GuardDecision;
import dev.evenkeel.engine.rollout.GuardDecisionInputs;
import dev.evenkeel.engine.rollout.GuardEngine;
import dev.evenkeel.engine.rollout.GuardrailStatuses;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutAction;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.engine.rollout.evidence.RolloutGuardState;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutGuardStateRepository;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import dev.evenkeel.server.rollouts.rollout.guard.TickAssembler.TickAssemblyResult;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The evaluation of one rollout: at most one tick and one decision, in one transaction.
///
/// Locks the row of the rollout first and skips a rollout that is locked, so any number of servers may run and
/// each piece of evidence is evaluated once. All changes commit together or not at all. Thread-safe.
@Component
class RolloutEvaluator {
    /* Kinds of holds that take precedence over closed gates; their reasons name the closed gates. */
    private static final Set<HoldKind> NAMES_GATES = EnumSet.of(
            HoldKind.MISSING_DATA,
            HoldKind.SAMPLE_RATIO_MISMATCH,
            HoldKind.SHARED_INCIDENT,
            HoldKind.BREAKER,
            HoldKind.POINT_OF_NO_RETURN,
            HoldKind.TIME_LIMIT);

    private final TransactionTemplate transaction;
    private final RolloutRepository rollouts;
    private final TickAssembler ticks;
    private final RolloutGuardStateRepository states;
    private final BaselinePhaseHandler baseline;
    private final StepApprovalService approvals;
    private final RolloutSplitService splits;
    private final RolloutTransitionExecutor transitions;

    RolloutEvaluator(
            TransactionTemplate transaction,
            RolloutRepository rollouts,
            TickAssembler ticks,
            RolloutGuardStateRepository states,
            BaselinePhaseHandler baseline,
            StepApprovalService approvals,
            RolloutSplitService splits,
            RolloutTransitionExecutor transitions) {
        this.transaction = transaction;
        this.rollouts = rollouts;
        this.ticks = ticks;
        this.states = states;
        this.baseline = baseline;
        this.approvals = approvals;
        this.splits = splits;
        this.transitions = transitions;
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
                status -> rollouts.tryLock(id).map(rollout -> processNextTick(rollout, now, listeningSince)));
    }

    private RolloutEvaluationActivity processNextTick(Rollout before, Instant now, Instant listeningSince) {
        TickAssemblyResult found = ticks.next(before, now);
        Rollout after = switch (before.status()) {
            case COLLECTING_BASELINE -> baseline.evaluate(ticks.save(before, found), now);
            case RUNNING -> guardRunning(before, found, now, listeningSince);
            case COMPLETED, ROLLED_BACK, ABORTED -> ticks.save(before, found);
        };
        boolean changed = !after.equals(before);
        if (changed) {
            rollouts.update(after);
        }
        boolean decided = after.position().decisions() > before.position().decisions();
        return new RolloutEvaluationActivity(found.tick().isPresent(), changed, decided);
    }

    private Rollout guardRunning(Rollout stored, TickAssemblyResult found, Instant now, Instant listeningSince) {
        Rollout before = approvals.withCurrentApproval(stored);
        if (found.tick().filter(tick -> isOutdated(before, tick)).isPresent()) {
            return ticks.save(before, found);
        }
        Optional<Rollout> aborted = transitions.abortIfDisabled(before, now);
        if (aborted.isPresent()) {
            return ticks.save(aborted.get(), found);
        }
        return before.requiresConfirmation()
                ? decideAfterRestore(before, found, now, listeningSince)
                : decideAndApply(before, found, now, listeningSince);
    }

    /*
     * A tick must not affect decisions when it describes the flag before its last edit and arrived long after the
     * edit.
     */
    private boolean isOutdated(Rollout rollout, RolloutTick tick) {
        return splits.isOfFormerVersion(rollout, tick.revision(), tick.at());
    }

    /*
     * After a restore, outcomes of earlier exposures are rollback evidence, and the only possible decision is a
     * rollback. Outcomes that arrive while all units are on control are ignored as evidence about the candidate.
     */
    private Rollout decideAfterRestore(Rollout before, TickAssemblyResult found, Instant now, Instant listeningSince) {
        RolloutTick tick =
                found.tick().filter(one -> !one.exposure().equals(Percent.NONE)).orElse(null);
        if (tick == null) {
            return ticks.save(before, found);
        }
        GuardDecisionInputs inputs = ticks.loadInputs(before, found.lastOutcomeAt(), listeningSince, now);
        RolloutGuardState state = observe(before, loadState(before), tick);
        GuardDecision decision = GuardEngine.decide(before.plan(), inputs, state, tick.at());
        Rollout rollout = ticks.save(before, found.withEvaluation(inputs, state, decision))
                .withGuardrailStatus(GuardrailStatuses.of(decision));
        states.save(rollout.id(), state);
        return decision.action() instanceof RolloutAction.RollBack back
                ? transitions.apply(
                        rollout,
                        RolloutTransition.rollBack(rollout, back.reason() + describeConcurrent(rollout), tick.at())
                                .withProgress(inputs)
                                .withEvidenceAt(tick.firstFailureAt()),
                        RolloutTransitionExecutor.GUARD)
                : rollout;
    }

    private Rollout decideAndApply(Rollout before, TickAssemblyResult found, Instant now, Instant listeningSince) {
        GuardDecisionInputs inputs = ticks.loadInputs(before, found.lastOutcomeAt(), listeningSince, now);
        RolloutGuardState stored = loadState(before);
        Optional<RolloutTick> tick = found.tick();
        RolloutGuardState state = tick.map(one -> observe(before, stored, one)).orElse(stored);
        GuardDecision decision = GuardEngine.decide(before.plan(), inputs, state, now);
        Rollout rollout = ticks.save(before, found.withEvaluation(inputs, state, decision));
        RolloutTransition transition = toTransition(rollout, decision.action(), inputs, now);
        if (transition == null && tick.isEmpty()) {
            return rollout;
        }
        states.save(rollout.id(), stateAfter(rollout, state, transition));
        Rollout standing = rollout.withGuardrailStatus(GuardrailStatuses.of(decision));
        Rollout moved = transition == null
                ? standing
                : transitions.apply(
                        standing,
                        transition
                                .withProgress(inputs)
                                .withEvidenceAt(
                                        tick.map(RolloutTick::firstFailureAt).orElse(null)),
                        RolloutTransitionExecutor.GUARD);
        return recordObservedBreaches(rollout.guardrailStatus(), moved, now);
    }

    private RolloutGuardState loadState(Rollout rollout) {
        return states.findByRollout(rollout.id()).orElseThrow();
    }

    private static RolloutGuardState observe(Rollout rollout, RolloutGuardState state, RolloutTick tick) {
        return GuardEngine.observe(rollout.plan(), state, tick.toEvidenceTick(), tick.at());
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
            Rollout rollout, RolloutAction decision, GuardDecisionInputs inputs, Instant now) {
        return switch (decision) {
            case RolloutAction.Hold hold ->
                isAlreadyReported(rollout, hold, inputs.gates(), now)
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
        String running = String.join(", ", rollouts.describeRunningBeside(rollout));
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
