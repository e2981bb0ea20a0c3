// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.evidence.DelayedOutcomeCounts;
import dev.evenkeel.engine.rollout.evidence.HangingCallsEvidence;
import dev.evenkeel.engine.rollout.evidence.RolloutGuardState;
import dev.evenkeel.engine.rollout.evidence.StepEvidence;
import dev.evenkeel.engine.rollout.guardrail.GuardrailEvaluator;
import dev.evenkeel.engine.rollout.guardrail.GuardrailResult;
import dev.evenkeel.engine.rollout.guardrail.LimitEvaluator;
import dev.evenkeel.engine.rollout.guardrail.ProofTrialsForecast;
import dev.evenkeel.engine.rollout.guardrail.RolloutGuardrailEvaluators;
import dev.evenkeel.engine.rollout.guardrail.ShadowGuardrailEvaluator;
import dev.evenkeel.engine.rollout.guardrail.Verdict;
import dev.evenkeel.engine.rollout.plan.DeadlineAction;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.MissingDataLimits;
import dev.evenkeel.engine.rollout.plan.PointOfNoReturn;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutStep;
import dev.evenkeel.engine.rollout.plan.RolloutTimeLimits;
import dev.evenkeel.engine.rollout.plan.SettledShareGuardrail;
import dev.evenkeel.engine.rollout.plan.SharedIncidentPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The evaluation of one decision. Checks run in the order of safety: harm first, then missing evidence, then
/// progress.
final class GuardDecider {
    private final RolloutPlan plan;
    private final GuardDecisionInputs inputs;
    private final RolloutGuardState state;
    private final Instant now;
    private final RolloutStep step;
    private final RolloutGuardrailEvaluators evaluators;
    private final double threshold;
    private final Optional<MissingDataFinding> silence;
    private final CounterSourceStatuses sources;
    private final Optional<ReconciliationCheck> reconciliation;
    private final @Nullable Instant splitAlarm;
    private final SilentProcessHoldCheck processes;

    GuardDecider(RolloutPlan plan, GuardDecisionInputs inputs, RolloutGuardState state, Instant now) {
        if (inputs.step() != state.step().step()) {
            throw new IllegalArgumentException("the rollout is at step " + inputs.step() + ", its evidence at step "
                    + state.step().step() + "; call changeStep when a step changes");
        }
        this.plan = plan;
        this.inputs = inputs;
        this.state = state;
        this.now = now;
        this.step = plan.steps().get(inputs.step());
        this.evaluators = RolloutGuardrailEvaluators.of(plan, state);
        this.threshold = plan.logRollbackThreshold();
        this.silence = MissingDataFinding.find(plan, inputs, state, now);
        this.sources = new CounterSourceStatuses(plan.guardrails(), inputs);
        this.reconciliation = ReconciliationCheck.of(plan.guardrails().reconciliation(), inputs.reconciliation(), now);
        this.splitAlarm = findSplitAlarm(state.step());
        this.processes = new SilentProcessHoldCheck(plan.missingData(), inputs, now);
    }

    GuardDecision decide() {
        List<GuardrailResult> checks = Stream.of(
                        evaluators.evaluators().stream().map(this::toResult),
                        settlementResult().stream(),
                        reconciliation.stream().map(ReconciliationCheck::toResult))
                .flatMap(reports -> reports)
                .toList();
        return new GuardDecision(
                checks, evaluators.logRollback(), threshold, applyGates(enforceNoReturn(chooseAction(checks))));
    }

    private RolloutAction enforceNoReturn(RolloutAction decision) {
        PointOfNoReturn point = plan.pointOfNoReturn();
        if (point == null || !point.isPassedAt(step.exposure())) {
            return decision;
        }
        return switch (decision) {
            case RolloutAction.RollBack back
            when inputs.approved() ->
                new RolloutAction.Complete(
                        "a user completed the rollout at " + step.exposure() + " despite: " + back.reason());
            case RolloutAction.RollBack back -> holdForward(point, back.reason());
            case RolloutAction.StepBack back -> holdForward(point, back.reason());
            case RolloutAction.Hold ignored -> decision;
            case RolloutAction.Advance ignored -> decision;
            case RolloutAction.Complete ignored -> decision;
        };
    }

    private static RolloutAction holdForward(PointOfNoReturn point, String reason) {
        return new RolloutAction.Hold(
                HoldKind.POINT_OF_NO_RETURN,
                "no rollback past the point of no return (" + point.from() + "): " + point.instead()
                        + ". Reason for a rollback: " + reason);
    }

    private RolloutAction applyGates(RolloutAction decision) {
        CombinedRolloutGateStatus gates = inputs.gates();
        return gates == null ? decision : gates.apply(decision);
    }

    private RolloutAction chooseAction(List<GuardrailResult> checks) {
        if (evaluators.isLimitCrossed() || storesDiffer()) {
            return new RolloutAction.RollBack(describeBreach(checks));
        }
        if (inputs.hasTooManyTrips() && state.incident().since() == null) {
            boolean breached = isThresholdReached() && splitAlarm == null;
            return new RolloutAction.RollBack(
                    breached ? describeBreach(checks) + "; " + describeTrips() : describeTrips());
        }
        if (splitAlarm != null) {
            return handleMissingData(
                    HoldKind.SAMPLE_RATIO_MISMATCH, describeSplit(), Duration.between(splitAlarm, now));
        }
        if (isThresholdReached()) {
            return new RolloutAction.RollBack(describeBreach(checks));
        }
        if (silence.isPresent()) {
            MissingDataFinding silent = silence.get();
            return handleMissingData(HoldKind.MISSING_DATA, silent.message(), silent.duration());
        }
        Optional<CounterSourceStatus> failed = sources.findFailing();
        if (failed.isPresent()) {
            return handleMissingData(failed.get());
        }
        Instant since = state.incident().since();
        if (since != null && plan.sharedIncident() != null) {
            return handleSharedIncident(plan.sharedIncident(), since);
        }
        HangingCallsEvidence unended = state.step().hangingCalls();
        if (unended.since() != null) {
            return handleMissingData(HoldKind.MISSING_DATA, unended.describe(), Duration.between(unended.since(), now));
        }
        RolloutAction progressed = decideProgress(checks);
        if (progressed instanceof RolloutAction.Hold hold) {
            return applyTimeLimits(hold);
        }
        return processes.findHoldUntilHeard().<RolloutAction>map(hold -> hold).orElse(progressed);
    }

    /* The deadline applies only to a rollout that would otherwise hold. */
    private RolloutAction applyTimeLimits(RolloutAction.Hold hold) {
        RolloutTimeLimits limits = plan.limits();
        Duration atStep = Duration.between(inputs.stepStartedAt(), now);
        Duration inAll = Duration.between(inputs.startedAt(), now);
        boolean stepLate = atStep.compareTo(limits.step()) >= 0;
        if (!stepLate && inAll.compareTo(limits.rollout()) < 0) {
            return hold;
        }
        String late = stepLate
                ? QuantityFormatter.formatDuration(atStep) + " at " + step.exposure() + ", limit "
                        + QuantityFormatter.formatDuration(limits.step()) + " per step"
                : "rollout runs for " + QuantityFormatter.formatDuration(inAll) + ", limit "
                        + QuantityFormatter.formatDuration(limits.rollout());
        String reason = "time limit exceeded: " + late + "; " + hold.reason();
        return limits.whenLate() == DeadlineAction.ROLL_BACK
                ? new RolloutAction.RollBack(reason)
                : new RolloutAction.Hold(HoldKind.TIME_LIMIT, reason);
    }

    private RolloutAction decideProgress(List<GuardrailResult> checks) {
        if (!inputs.trips().isEmpty()) {
            return new RolloutAction.Hold(HoldKind.BREAKER, describeTrips());
        }
        Optional<RolloutAction.Hold> silent = processes.findHold();
        if (silent.isPresent()) {
            return silent.get();
        }
        CombinedRolloutGateStatus gates = inputs.gates();
        return gates != null && gates.isClosed() ? gates.toHold() : decideProvenProgress(checks);
    }

    private RolloutAction decideProvenProgress(List<GuardrailResult> checks) {
        Duration left = step.dwell().minus(Duration.between(inputs.stepStartedAt(), now));
        if (left.isPositive()) {
            return new RolloutAction.Hold(
                    HoldKind.DWELL,
                    "stays at " + step.exposure() + " for another " + QuantityFormatter.formatDuration(left));
        }
        if (MissingDataFinding.isControlSilent(step.exposure(), state.step())) {
            return new RolloutAction.Hold(
                    HoldKind.MISSING_DATA, NotComparableMessages.describeControlSilence(state.step(), step.exposure()));
        }
        Optional<CounterSourceStatus> silent = sources.findUnreported();
        if (silent.isPresent()) {
            return new RolloutAction.Hold(
                    HoldKind.INSUFFICIENT_EVIDENCE,
                    silent.get().metric() + ": the counter source has no data for this step yet");
        }
        String asking = describeBreach(checks, GuardrailAction.HOLD);
        if (!asking.isEmpty() && !inputs.approved()) {
            return new RolloutAction.Hold(HoldKind.BREACH, "requires a user to approve or abort: " + asking);
        }
        String missing = describeMissing(checks);
        if (!missing.isEmpty()) {
            return new RolloutAction.Hold(HoldKind.INSUFFICIENT_EVIDENCE, missing);
        }
        Optional<GuardrailResult> unsettled =
                settlementResult().filter(report -> report.verdict() instanceof Verdict.Healthy);
        if (unsettled.isPresent()) {
            return new RolloutAction.Hold(HoldKind.SETTLING, unsettled.get().detail());
        }
        Optional<String> unreconciled = reconciliation.flatMap(check -> check.findBlocker(inputs.approved()));
        if (unreconciled.isPresent()) {
            return new RolloutAction.Hold(HoldKind.RECONCILIATION, unreconciled.get());
        }
        return step.approval() && !inputs.approved() ? requestApproval() : advance(checks);
    }

    private RolloutAction requestApproval() {
        return new RolloutAction.Hold(
                HoldKind.APPROVAL,
                "all checks passed at " + step.exposure() + "; requires approval to advance" + formatApprovers());
    }

    /* Without units on the candidate there are no calls to settle. */
    private Optional<GuardrailResult> settlementResult() {
        return Optional.ofNullable(plan.guardrails().settlement())
                .filter(guardrail -> !step.exposure().equals(Percent.NONE))
                .map(this::toResult);
    }

    /* Shown when the settled share reaches the plan's share. Settlements are not evidence in any other way. */
    private GuardrailResult toResult(SettledShareGuardrail guardrail) {
        DelayedOutcomeCounts evidence = state.step().settlements();
        long opened = evidence.opened();
        long missing = evidence.missingFor(guardrail.share());
        String counts = QuantityFormatter.formatCount(Math.min(evidence.settled(), opened)) + " of "
                + QuantityFormatter.formatCount(opened) + " calls with delayed results at this step";
        String words = opened == 0
                ? "no candidate call has a delayed result at this step"
                : counts
                        + (missing == 0
                                ? " are settled"
                                : " are settled; " + QuantityFormatter.formatCount(missing) + " more needed for "
                                        + guardrail.share());
        Verdict verdict = opened > 0 && missing == 0
                ? new Verdict.Shown(guardrail.name(), words)
                : new Verdict.Healthy(guardrail.name(), words);
        return new GuardrailResult(verdict, GuardrailAction.HOLD, 0, 0, 0, 0, -1, guardrail.name() + ": " + words);
    }

    private String describeTrips() {
        return inputs.trips().stream()
                .map(trip -> "circuit breaker open in process " + trip.process() + ": "
                        + QuantityFormatter.formatCount(trip.candidateFailures()) + " units failed in "
                        + QuantityFormatter.formatCount(trip.candidateCalls()) + " candidate calls")
                .collect(Collectors.joining("; "));
    }

    private String formatApprovers() {
        return plan.approvers().isEmpty() ? "" : " (" + String.join(", ", plan.approvers()) + ")";
    }

    private RolloutAction handleSharedIncident(SharedIncidentPolicy incident, Instant since) {
        if (step.exposure().equals(Percent.ALL)) {
            return new RolloutAction.RollBack("more than " + incident.failureRate()
                    + " of candidate calls fail, and at " + step.exposure()
                    + " there is no control traffic to rule out the candidate as the cause");
        }
        String words = "shared incident: more than " + incident.failureRate() + " of control calls fail, for "
                + QuantityFormatter.formatDuration(Duration.between(since, now));
        Instant from = since.isAfter(inputs.stepStartedAt()) ? since : inputs.stepStartedAt();
        boolean lasts =
                Duration.between(from, now).compareTo(incident.stepBackAfter()) >= 0 || inputs.hasTooManyTrips();
        if (!lasts || inputs.step() == 0) {
            return new RolloutAction.Hold(
                    HoldKind.SHARED_INCIDENT,
                    words
                            + "; the exposure does not change until it ends. If this failure rate is normal, raise"
                            + " incident.failureRate in the plan");
        }
        int back = inputs.step() - 1;
        return new RolloutAction.StepBack(
                back, "precautionary step back to " + plan.steps().get(back).exposure() + ": " + words);
    }

    private RolloutAction advance(List<GuardrailResult> checks) {
        String shown = describeShown(checks);
        String why = shown.isEmpty() ? "no breach in " + QuantityFormatter.formatDuration(step.dwell()) : shown;
        if (plan.isLast(inputs.step())) {
            return new RolloutAction.Complete("last step completed at " + step.exposure() + ": " + why);
        }
        int next = inputs.step() + 1;
        return new RolloutAction.Advance(next, "to " + plan.steps().get(next).exposure() + ": " + why);
    }

    private boolean storesDiffer() {
        return reconciliation
                .filter(check -> check.leadsTo(GuardrailAction.ROLL_BACK))
                .isPresent();
    }

    private boolean isThresholdReached() {
        return state.progress().peak() >= threshold;
    }

    private boolean isComparable() {
        return RolloutPlan.isComparable(step.exposure());
    }

    private boolean isProofRequired() {
        return isComparable() && plan.requiresProof(inputs.step());
    }

    private RolloutAction handleMissingData(HoldKind kind, String words, Duration lasts) {
        MissingDataLimits policy = plan.missingData();
        boolean high = step.exposure().compareTo(policy.rollBackFrom()) >= 0;
        if (high && lasts.compareTo(policy.rollBackAfter()) >= 0) {
            return new RolloutAction.RollBack("missing data, no breach: " + words + " at " + step.exposure()
                    + "; the plan rolls back after " + QuantityFormatter.formatDuration(policy.rollBackAfter()));
        }
        return new RolloutAction.Hold(kind, "cannot evaluate: " + words);
    }

    private RolloutAction handleMissingData(CounterSourceStatus failed) {
        Duration lasts = Duration.between(Objects.requireNonNull(failed.failingSince()), now);
        return handleMissingData(
                HoldKind.MISSING_DATA,
                CounterSourceStatuses.describeFailure(failed) + ", for " + QuantityFormatter.formatDuration(lasts),
                lasts);
    }

    /* A breach older than the alarm has already been acted on. */
    private static @Nullable Instant findSplitAlarm(StepEvidence step) {
        Instant wrong = step.split().windows().alarmAt();
        return wrong != null ? wrong : step.outcomeLoss().windows().alarmAt();
    }

    private String describeSplit() {
        return NotComparableMessages.describeSplit(state.step(), step.exposure());
    }

    private String describeBreach(List<GuardrailResult> checks) {
        return describeBreach(checks, GuardrailAction.ROLL_BACK);
    }

    private String describeBreach(List<GuardrailResult> checks, GuardrailAction action) {
        StringJoiner details = new StringJoiner("; ");
        for (int i = 0; i < evaluators.evaluators().size(); i++) {
            boolean meant = evaluators.evaluators().get(i).action() == action;
            if (meant && checks.get(i).verdict() instanceof Verdict.Breached) {
                details.add(checks.get(i).detail());
            }
        }
        reconciliation
                .filter(check -> check.leadsTo(action))
                .map(check -> check.toResult().detail())
                .ifPresent(details::add);
        return details.toString();
    }

    private static String describeMissing(List<GuardrailResult> checks) {
        return checks.stream()
                .filter(check -> check.verdict() instanceof Verdict.Healthy && check.logAdvanceNeeded() > 0)
                .map(GuardrailResult::detail)
                .collect(Collectors.joining("; "));
    }

    private static String describeShown(List<GuardrailResult> checks) {
        return checks.stream()
                .filter(check -> check.verdict() instanceof Verdict.Shown)
                .map(GuardrailResult::detail)
                .collect(Collectors.joining("; "));
    }

    private GuardrailResult toResult(GuardrailEvaluator evaluator) {
        boolean asked = evaluator.action() != GuardrailAction.OBSERVE
                && (evaluator instanceof ShadowGuardrailEvaluator
                        ? step.isShadowed()
                        : isProofRequired() && evaluator.requiresProof(step.exposure()));
        double needed = -StrictMath.log(plan.advanceAlpha());
        ProofTrialsForecast forecast = forecastProof(evaluator, asked, needed);
        Verdict verdict = toVerdict(evaluator, asked, needed, forecast);
        return new GuardrailResult(
                verdict,
                evaluator.action(),
                evaluator.logRollback(),
                evaluator.logAdvance(),
                asked ? needed : 0,
                forecast.observedTrials(),
                forecast.requiredTrials(),
                formatDetail(evaluator, verdict));
    }

    private ProofTrialsForecast forecastProof(GuardrailEvaluator evaluator, boolean asked, double needed) {
        if (evaluator instanceof ShadowGuardrailEvaluator shadow) {
            return shadow.forecastProof(needed);
        }
        long seen = state.step().trials().candidate();
        return asked && evaluator.findObstacle(state).isEmpty()
                ? ProofTrialsForecast.of(
                        seen,
                        evaluator.logAdvance(),
                        needed,
                        evaluator.forecastEvidence(RolloutPlan.shareAt(step.exposure()), state))
                : ProofTrialsForecast.none(seen);
    }

    private Verdict toVerdict(
            GuardrailEvaluator evaluator, boolean asked, double needed, ProofTrialsForecast forecast) {
        Optional<CounterSourceStatus> failing = sources.findFor(evaluator).filter(CounterSourceStatus::isFailing);
        if (failing.isPresent() && !isBreached(evaluator)) {
            return new Verdict.SourceFailed(evaluator.name(), CounterSourceStatuses.describeFailure(failing.get()));
        }
        if (evaluator instanceof LimitEvaluator limit) {
            return toVerdict(limit, asked, needed, forecast);
        }
        if (splitAlarm != null) {
            return new Verdict.Inconclusive(evaluator.name(), describeSplit());
        }
        if (isBreached(evaluator)) {
            return new Verdict.Breached(evaluator.name(), evaluator.describeHarm());
        }
        if (silence.isPresent()) {
            return new Verdict.NoData(evaluator.name(), silence.get().duration());
        }
        if (!isComparable()) {
            return new Verdict.NotComparable(evaluator.name());
        }
        if (state.step().hangingCalls().since() != null) {
            return new Verdict.Inconclusive(
                    evaluator.name(), state.step().hangingCalls().describe());
        }
        if (!asked) {
            return new Verdict.Healthy(evaluator.name(), "no proof required at this step");
        }
        String margin = evaluator.describeMargin() + " at " + QuantityFormatter.formatLevel(plan.advanceAlpha());
        return evaluator.logAdvance() >= needed
                ? new Verdict.Shown(evaluator.name(), margin)
                : new Verdict.Healthy(
                        evaluator.name(),
                        evaluator.findObstacle(state).orElseGet(() -> forecast.format("candidate trials", margin)));
    }

    /* A limit compares nothing, so it stays valid with a sample ratio mismatch and at 100% exposure. */
    private Verdict toVerdict(LimitEvaluator limit, boolean asked, double needed, ProofTrialsForecast forecast) {
        if (limit.isCrossed()) {
            return new Verdict.Breached(limit.name(), limit.describeHarm());
        }
        if (silence.isPresent()) {
            return new Verdict.NoData(limit.name(), silence.get().duration());
        }
        if (!asked) {
            return new Verdict.Healthy(limit.name(), limit.describeCounts());
        }
        String margin = limit.describeMargin() + " at " + QuantityFormatter.formatLevel(plan.advanceAlpha());
        return limit.logAdvance() >= needed
                ? new Verdict.Shown(limit.name(), margin + " (" + limit.describeCounts() + ")")
                : new Verdict.Healthy(limit.name(), forecast.format("comparisons", margin));
    }

    private boolean isBreached(GuardrailEvaluator evaluator) {
        if (evaluator instanceof LimitEvaluator limit) {
            return limit.isCrossed();
        }
        return evaluators.isBreachedAlone(evaluator, threshold)
                || (isThresholdReached() && evaluators.isMainCause(evaluator));
    }

    private String formatDetail(GuardrailEvaluator evaluator, Verdict verdict) {
        String evidence = QuantityFormatter.formatReasonEvidence(evaluator.logRollback());
        String answer = switch (verdict) {
            case Verdict.Shown shown -> "shown " + shown.margin();
            case Verdict.Healthy healthy -> healthy.missing();
            case Verdict.Breached breached -> breached.explanation() + describeBreachAction(evaluator, evidence);
            case Verdict.Inconclusive inconclusive -> inconclusive.explanation();
            case Verdict.NoData noData -> "no data for " + QuantityFormatter.formatDuration(noData.silentFor());
            case Verdict.SourceFailed failed -> failed.explanation();
            case Verdict.NotComparable ignored ->
                step.exposure().equals(Percent.NONE)
                        ? "no users on the candidate yet"
                        : "no control traffic to compare with";
        };
        return evaluator.name() + ": " + answer;
    }

    private String describeBreachAction(GuardrailEvaluator evaluator, String evidence) {
        return switch (evaluator.action()) {
            case ROLL_BACK ->
                evaluator instanceof LimitEvaluator
                        ? ""
                        : " (evidence " + evidence + ", combined evidence "
                                + QuantityFormatter.formatReasonEvidence(
                                        state.progress().peak()) + ", rolls back at "
                                + QuantityFormatter.formatReasonEvidence(threshold) + ")";
            case HOLD -> " (evidence " + evidence + "); requires a user to decide";
            case OBSERVE -> " (evidence " + evidence + "); observed only, no rollback";
        };
    }
}
