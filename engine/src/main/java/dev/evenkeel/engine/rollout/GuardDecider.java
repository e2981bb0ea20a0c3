// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.evidence.GuardState;
import dev.evenkeel.engine.rollout.evidence.HangingCallsEvidence;
import dev.evenkeel.engine.rollout.evidence.SettlementEvidence;
import dev.evenkeel.engine.rollout.evidence.StepEvidence;
import dev.evenkeel.engine.rollout.guardrail.GuardrailEvaluator;
import dev.evenkeel.engine.rollout.guardrail.GuardrailEvaluators;
import dev.evenkeel.engine.rollout.guardrail.GuardrailResult;
import dev.evenkeel.engine.rollout.guardrail.LimitEvaluator;
import dev.evenkeel.engine.rollout.guardrail.ProofForecast;
import dev.evenkeel.engine.rollout.guardrail.ShadowGuardrailEvaluator;
import dev.evenkeel.engine.rollout.guardrail.Verdict;
import dev.evenkeel.engine.rollout.plan.DeadlineAction;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.MissingDataPolicy;
import dev.evenkeel.engine.rollout.plan.PointOfNoReturn;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutStep;
import dev.evenkeel.engine.rollout.plan.RolloutTimeLimits;
import dev.evenkeel.engine.rollout.plan.SettlementGuardrail;
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

/// One ruling in the making. The order of its questions is the order of safety: harm, blindness, then
/// progress.
final class GuardDecider {
    private final RolloutPlan plan;
    private final RolloutProgress progress;
    private final GuardState state;
    private final Instant now;
    private final RolloutStep step;
    private final GuardrailEvaluators watches;
    private final double threshold;
    private final Optional<MissingEvidence> silence;
    private final CounterSourceStatuses sources;
    private final Optional<ReconciliationCheck> reconciliation;
    private final @Nullable Instant splitAlarm;
    private final SilentProcessCheck processes;

    GuardDecider(RolloutPlan plan, RolloutProgress progress, GuardState state, Instant now) {
        if (progress.step() != state.step().step()) {
            throw new IllegalArgumentException("the rollout is at step " + progress.step() + ", its evidence at step "
                    + state.step().step() + ": tell the guard when a step changes");
        }
        this.plan = plan;
        this.progress = progress;
        this.state = state;
        this.now = now;
        this.step = plan.steps().get(progress.step());
        this.watches = GuardrailEvaluators.of(plan, state);
        this.threshold = plan.logRollbackNeeded();
        this.silence = MissingEvidence.find(plan, progress, state, now);
        this.sources = new CounterSourceStatuses(plan.guardrails(), progress);
        this.reconciliation =
                ReconciliationCheck.of(plan.guardrails().reconciliation(), progress.reconciliation(), now);
        this.splitAlarm = splitAlarm(state.step());
        this.processes = new SilentProcessCheck(plan.blindness(), progress, now);
    }

    GuardDecision ruling() {
        List<GuardrailResult> checks = Stream.of(
                        watches.all().stream().map(this::report),
                        settled().stream(),
                        reconciliation.stream().map(ReconciliationCheck::report))
                .flatMap(reports -> reports)
                .toList();
        return new GuardDecision(checks, watches.logRollback(), threshold, gated(keptForward(decision(checks))));
    }

    private RolloutAction keptForward(RolloutAction decision) {
        PointOfNoReturn point = plan.pointOfNoReturn();
        if (point == null || !point.isPassedAt(step.exposure())) {
            return decision;
        }
        return switch (decision) {
            case RolloutAction.RollBack back
            when progress.approved() ->
                new RolloutAction.Complete(
                        "a person leaves everybody at " + step.exposure() + ", although " + back.reason());
            case RolloutAction.RollBack back -> holdForward(point, back.reason());
            case RolloutAction.StepBack back -> holdForward(point, back.reason());
            case RolloutAction.Hold ignored -> decision;
            case RolloutAction.Advance ignored -> decision;
            case RolloutAction.Complete ignored -> decision;
        };
    }

    private static RolloutAction holdForward(PointOfNoReturn point, String reason) {
        return new RolloutAction.Hold(
                HoldKind.NO_RETURN,
                "past the point of no return, " + point.from() + ", nobody is put back: " + point.instead()
                        + ". Why it would have been: " + reason);
    }

    private RolloutAction gated(RolloutAction decision) {
        RolloutGateStatus gates = progress.gates();
        return gates == null ? decision : gates.kept(decision);
    }

    private RolloutAction decision(List<GuardrailResult> checks) {
        if (watches.limitCrossed() || storesDiffer()) {
            return new RolloutAction.RollBack(breach(checks));
        }
        if (progress.isTrippedEnough() && state.incident().since() == null) {
            return new RolloutAction.RollBack(
                    breached() && splitAlarm == null ? breach(checks) + "; " + tripWords() : tripWords());
        }
        if (splitAlarm != null) {
            return blind(HoldKind.SPLIT, splitWords(), Duration.between(splitAlarm, now));
        }
        if (breached()) {
            return new RolloutAction.RollBack(breach(checks));
        }
        if (silence.isPresent()) {
            return blind(HoldKind.BLIND, silence.get().words(), silence.get().lasts());
        }
        Optional<CounterSourceStatus> failed = sources.failed();
        if (failed.isPresent()) {
            Duration lasts =
                    Duration.between(Objects.requireNonNull(failed.get().failingSince()), now);
            return blind(
                    HoldKind.BLIND,
                    CounterSourceStatuses.words(failed.get()) + ", for " + QuantityFormatter.span(lasts),
                    lasts);
        }
        Instant since = state.incident().since();
        if (since != null && plan.incident() != null) {
            return shared(plan.incident(), since);
        }
        HangingCallsEvidence unended = state.step().unended();
        if (unended.since() != null) {
            return blind(HoldKind.BLIND, unended.words(), Duration.between(unended.since(), now));
        }
        RolloutAction progressed = progress(checks);
        if (progressed instanceof RolloutAction.Hold hold) {
            return limited(hold);
        }
        return processes.holdUntilHeard().<RolloutAction>map(hold -> hold).orElse(progressed);
    }

    /* The plan's time is over only for what would have stayed anyway. */
    private RolloutAction limited(RolloutAction.Hold hold) {
        RolloutTimeLimits limits = plan.limits();
        Duration atStep = Duration.between(progress.stepStartedAt(), now);
        Duration inAll = Duration.between(progress.startedAt(), now);
        boolean stepLate = atStep.compareTo(limits.step()) >= 0;
        if (!stepLate && inAll.compareTo(limits.rollout()) < 0) {
            return hold;
        }
        String late = stepLate
                ? "at " + step.exposure() + " for " + QuantityFormatter.span(atStep) + ", where the plan gives a step "
                        + QuantityFormatter.span(limits.step())
                : "on its way for " + QuantityFormatter.span(inAll) + ", where the plan gives "
                        + QuantityFormatter.span(limits.rollout());
        String reason = "late, not breached: " + late + "; " + hold.reason();
        return limits.whenLate() == DeadlineAction.ROLL_BACK
                ? new RolloutAction.RollBack(reason)
                : new RolloutAction.Hold(HoldKind.LATE, reason);
    }

    private RolloutAction progress(List<GuardrailResult> checks) {
        if (!progress.trips().isEmpty()) {
            return new RolloutAction.Hold(HoldKind.BREAKER, tripWords());
        }
        Optional<RolloutAction.Hold> silent = processes.hold();
        if (silent.isPresent()) {
            return silent.get();
        }
        RolloutGateStatus gates = progress.gates();
        return gates != null && gates.isClosed() ? gates.hold() : shownProgress(checks);
    }

    private RolloutAction shownProgress(List<GuardrailResult> checks) {
        Duration left = step.dwell().minus(Duration.between(progress.stepStartedAt(), now));
        if (left.isPositive()) {
            return new RolloutAction.Hold(
                    HoldKind.DWELL, "holds at " + step.exposure() + " for another " + QuantityFormatter.span(left));
        }
        if (MissingEvidence.ofControl(step.exposure(), state.step())) {
            return new RolloutAction.Hold(HoldKind.BLIND, NotComparableReasons.control(state.step(), step.exposure()));
        }
        Optional<CounterSourceStatus> silent = sources.unheard();
        if (silent.isPresent()) {
            return new RolloutAction.Hold(
                    HoldKind.PROOF, silent.get().metric() + ": its source has not told of this step yet");
        }
        String asking = breach(checks, GuardrailAction.HOLD);
        if (!asking.isEmpty() && !progress.approved()) {
            return new RolloutAction.Hold(HoldKind.BREACH, "a person has to approve or abort: " + asking);
        }
        String missing = missing(checks);
        if (!missing.isEmpty()) {
            return new RolloutAction.Hold(HoldKind.PROOF, missing);
        }
        Optional<GuardrailResult> unsettled = settled().filter(report -> report.verdict() instanceof Verdict.Healthy);
        if (unsettled.isPresent()) {
            return new RolloutAction.Hold(HoldKind.SETTLING, unsettled.get().detail());
        }
        Optional<String> unreconciled = reconciliation.flatMap(check -> check.missing(progress.approved()));
        if (unreconciled.isPresent()) {
            return new RolloutAction.Hold(HoldKind.RECONCILIATION, unreconciled.get());
        }
        if (step.approval() && !progress.approved()) {
            return new RolloutAction.Hold(
                    HoldKind.APPROVAL,
                    "all is shown at " + step.exposure() + "; a person has to approve going on" + approvers());
        }
        return onward(checks);
    }

    /* Where nobody is on the candidate nothing turns out. */
    private Optional<GuardrailResult> settled() {
        return Optional.ofNullable(plan.guardrails().settled())
                .filter(guardrail -> !step.exposure().equals(Percent.NONE))
                .map(this::report);
    }

    /* Shown when the share is reached. Nothing else in it is evidence. */
    private GuardrailResult report(SettlementGuardrail guardrail) {
        SettlementEvidence evidence = state.step().settlements();
        long opened = evidence.opened();
        long missing = evidence.missing(guardrail.share());
        String counts = QuantityFormatter.count(Math.min(evidence.settled(), opened)) + " of "
                + QuantityFormatter.count(opened) + " calls opened at this step";
        String words = opened == 0
                ? "no call of the candidate has opened a settlement at this step"
                : counts
                        + (missing == 0
                                ? " have turned out"
                                : ", " + QuantityFormatter.count(missing) + " more make " + guardrail.share());
        Verdict verdict = opened > 0 && missing == 0
                ? new Verdict.Shown(guardrail.name(), words)
                : new Verdict.Healthy(guardrail.name(), words);
        return new GuardrailResult(verdict, GuardrailAction.HOLD, 0, 0, 0, 0, -1, guardrail.name() + ": " + words);
    }

    private String tripWords() {
        return progress.trips().stream()
                .map(trip -> "process " + trip.process() + " has taken the candidate out of use by itself: "
                        + QuantityFormatter.count(trip.candidateFailures()) + " units failed in "
                        + QuantityFormatter.count(trip.candidateCalls()) + " calls of it")
                .collect(Collectors.joining("; "));
    }

    private String approvers() {
        return plan.approvers().isEmpty() ? "" : " (" + String.join(", ", plan.approvers()) + ")";
    }

    private RolloutAction shared(SharedIncidentPolicy incident, Instant since) {
        if (step.exposure().equals(Percent.ALL)) {
            return new RolloutAction.RollBack("more than " + incident.failureRate()
                    + " of the candidate's calls fail, and at " + step.exposure()
                    + " there is no control to say that it is not the candidate");
        }
        String words = "a shared incident: more than " + incident.failureRate() + " of control's calls fail, for "
                + QuantityFormatter.span(Duration.between(since, now));
        Instant from = since.isAfter(progress.stepStartedAt()) ? since : progress.stepStartedAt();
        boolean lasts =
                Duration.between(from, now).compareTo(incident.stepBackAfter()) >= 0 || progress.isTrippedEnough();
        if (!lasts || progress.step() == 0) {
            return new RolloutAction.Hold(
                    HoldKind.INCIDENT,
                    words
                            + "; the exposure is frozen, which says nothing about the candidate. If so many always fail here, raise"
                            + " incident.failureRate in the plan");
        }
        int back = progress.step() - 1;
        return new RolloutAction.StepBack(
                back,
                "as a precaution, not a verdict, back to "
                        + plan.steps().get(back).exposure() + ": " + words);
    }

    private RolloutAction onward(List<GuardrailResult> checks) {
        String shown = shown(checks);
        String why = shown.isEmpty() ? "no breach in " + QuantityFormatter.span(step.dwell()) : shown;
        if (plan.isLast(progress.step())) {
            return new RolloutAction.Complete("the plan ends at " + step.exposure() + ": " + why);
        }
        int next = progress.step() + 1;
        return new RolloutAction.Advance(next, "to " + plan.steps().get(next).exposure() + ": " + why);
    }

    private boolean storesDiffer() {
        return reconciliation
                .filter(check -> check.leadsTo(GuardrailAction.ROLL_BACK))
                .isPresent();
    }

    private boolean breached() {
        return state.watermark().peak() >= threshold;
    }

    private boolean comparable() {
        return RolloutPlan.isComparable(step.exposure());
    }

    private boolean proofAsked() {
        return comparable() && plan.asksForProof(progress.step());
    }

    private RolloutAction blind(HoldKind kind, String words, Duration lasts) {
        MissingDataPolicy policy = plan.blindness();
        boolean high = step.exposure().compareTo(policy.rollBackFrom()) >= 0;
        if (high && lasts.compareTo(policy.rollBackAfter()) >= 0) {
            return new RolloutAction.RollBack("blind, not breached: " + words + " at " + step.exposure()
                    + "; the plan rolls back after " + QuantityFormatter.span(policy.rollBackAfter()));
        }
        return new RolloutAction.Hold(kind, "blind: " + words);
    }

    /* A breach that came before the alarm has been acted on already. */
    private static @Nullable Instant splitAlarm(StepEvidence step) {
        Instant wrong = step.split().windows().alarmAt();
        return wrong != null ? wrong : step.hearing().windows().alarmAt();
    }

    private String splitWords() {
        return NotComparableReasons.split(state.step(), step.exposure());
    }

    private String breach(List<GuardrailResult> checks) {
        return breach(checks, GuardrailAction.ROLL_BACK);
    }

    private String breach(List<GuardrailResult> checks, GuardrailAction action) {
        StringJoiner details = new StringJoiner("; ");
        for (int i = 0; i < watches.all().size(); i++) {
            boolean meant = watches.all().get(i).action() == action;
            if (meant && checks.get(i).verdict() instanceof Verdict.Breached) {
                details.add(checks.get(i).detail());
            }
        }
        reconciliation
                .filter(check -> check.leadsTo(action))
                .map(check -> check.report().detail())
                .ifPresent(details::add);
        return details.toString();
    }

    private static String missing(List<GuardrailResult> checks) {
        return checks.stream()
                .filter(check -> check.verdict() instanceof Verdict.Healthy && check.logAdvanceNeeded() > 0)
                .map(GuardrailResult::detail)
                .collect(Collectors.joining("; "));
    }

    private static String shown(List<GuardrailResult> checks) {
        return checks.stream()
                .filter(check -> check.verdict() instanceof Verdict.Shown)
                .map(GuardrailResult::detail)
                .collect(Collectors.joining("; "));
    }

    private GuardrailResult report(GuardrailEvaluator watch) {
        boolean asked = watch.action() != GuardrailAction.OBSERVE
                && (watch instanceof ShadowGuardrailEvaluator
                        ? step.isShadowed()
                        : proofAsked() && watch.asksForProof(step.exposure()));
        double needed = -StrictMath.log(plan.advanceAlpha());
        ProofForecast forecast = forecast(watch, asked, needed);
        Verdict verdict = verdict(watch, asked, needed, forecast);
        return new GuardrailResult(
                verdict,
                watch.action(),
                watch.logRollback(),
                watch.logAdvance(),
                asked ? needed : 0,
                forecast.seen(),
                forecast.needed(),
                detail(watch, verdict));
    }

    private ProofForecast forecast(GuardrailEvaluator watch, boolean asked, double needed) {
        if (watch instanceof ShadowGuardrailEvaluator shadow) {
            return shadow.forecast(needed);
        }
        long seen = state.step().trials().candidate();
        return asked && watch.obstacle(state).isEmpty()
                ? ProofForecast.of(
                        seen, watch.logAdvance(), needed, watch.forecast(RolloutPlan.share(step.exposure()), state))
                : ProofForecast.none(seen);
    }

    private Verdict verdict(GuardrailEvaluator watch, boolean asked, double needed, ProofForecast forecast) {
        Optional<CounterSourceStatus> failing = sources.of(watch).filter(CounterSourceStatus::isFailing);
        if (failing.isPresent() && !isBreached(watch)) {
            return new Verdict.SourceFailed(watch.name(), CounterSourceStatuses.words(failing.get()));
        }
        if (watch instanceof LimitEvaluator limit) {
            return verdict(limit, asked, needed, forecast);
        }
        if (splitAlarm != null) {
            return new Verdict.Inconclusive(watch.name(), splitWords());
        }
        if (isBreached(watch)) {
            return new Verdict.Breached(watch.name(), watch.harm());
        }
        if (silence.isPresent()) {
            return new Verdict.NoData(watch.name(), silence.get().lasts());
        }
        if (!comparable()) {
            return new Verdict.NotComparable(watch.name());
        }
        if (state.step().unended().since() != null) {
            return new Verdict.Inconclusive(watch.name(), state.step().unended().words());
        }
        if (!asked) {
            return new Verdict.Healthy(watch.name(), "no proof asked for at this step");
        }
        String margin = watch.margin() + " at " + QuantityFormatter.level(plan.advanceAlpha());
        return watch.logAdvance() >= needed
                ? new Verdict.Shown(watch.name(), margin)
                : new Verdict.Healthy(
                        watch.name(),
                        watch.obstacle(state).orElseGet(() -> forecast.words("candidate trials", margin)));
    }

    /* A limit needs nothing to compare with, so neither a wrong split nor 100 % silences it. */
    private Verdict verdict(LimitEvaluator limit, boolean asked, double needed, ProofForecast forecast) {
        if (limit.crossed()) {
            return new Verdict.Breached(limit.name(), limit.harm());
        }
        if (silence.isPresent()) {
            return new Verdict.NoData(limit.name(), silence.get().lasts());
        }
        if (!asked) {
            return new Verdict.Healthy(limit.name(), limit.standing());
        }
        String margin = limit.margin() + " at " + QuantityFormatter.level(plan.advanceAlpha());
        return limit.logAdvance() >= needed
                ? new Verdict.Shown(limit.name(), margin + " (" + limit.standing() + ")")
                : new Verdict.Healthy(limit.name(), forecast.words("comparisons", margin));
    }

    private boolean isBreached(GuardrailEvaluator watch) {
        if (watch instanceof LimitEvaluator limit) {
            return limit.crossed();
        }
        return watches.breachedAlone(watch, threshold) || (breached() && watches.isToBlame(watch));
    }

    private String detail(GuardrailEvaluator watch, Verdict verdict) {
        String evidence = QuantityFormatter.evidence(watch.logRollback());
        String answer = switch (verdict) {
            case Verdict.Shown shown -> "shown " + shown.margin();
            case Verdict.Healthy healthy -> healthy.missing();
            case Verdict.Breached breached -> breached.explanation() + breachWords(watch, evidence);
            case Verdict.Inconclusive inconclusive -> inconclusive.explanation();
            case Verdict.NoData noData -> "no data for " + QuantityFormatter.span(noData.silentFor());
            case Verdict.SourceFailed failed -> failed.explanation();
            case Verdict.NotComparable ignored ->
                step.exposure().equals(Percent.NONE)
                        ? "nobody is on the candidate yet"
                        : "no control traffic to compare with";
        };
        return watch.name() + ": " + answer;
    }

    private String breachWords(GuardrailEvaluator watch, String evidence) {
        return switch (watch.action()) {
            case ROLL_BACK ->
                watch instanceof LimitEvaluator
                        ? ""
                        : " (evidence " + evidence + ", all guardrails together reached "
                                + QuantityFormatter.evidence(state.watermark().peak()) + " of "
                                + QuantityFormatter.evidence(threshold) + ")";
            case HOLD -> " (evidence " + evidence + " now); the plan asks a person";
            case OBSERVE -> " (evidence " + evidence + " now); observed only, it would have rolled back";
        };
    }
}
