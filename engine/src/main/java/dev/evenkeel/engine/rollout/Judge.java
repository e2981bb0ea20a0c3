// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.flag.Percent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One ruling in the making. The order of its questions is the order of safety: harm, blindness, then progress.
final class Judge {
    private final RolloutPlan plan;
    private final Progress progress;
    private final GuardState state;
    private final Instant now;
    private final Step step;
    private final Watches watches;
    private final double threshold;
    private final Optional<Silence> silence;

    Judge(RolloutPlan plan, Progress progress, GuardState state, Instant now) {
        if (progress.step() != state.step().step()) {
            throw new IllegalArgumentException("the rollout is at step " + progress.step() + ", its evidence at step "
                    + state.step().step() + ": tell the guard when a step changes");
        }
        this.plan = plan;
        this.progress = progress;
        this.state = state;
        this.now = now;
        this.step = plan.steps().get(progress.step());
        this.watches = Watches.of(plan, state);
        this.threshold = plan.logRollbackNeeded();
        this.silence = Silence.find(plan, progress, state, now);
    }

    Ruling ruling() {
        List<CheckReport> checks = watches.all().stream().map(this::report).toList();
        return new Ruling(checks, watches.logRollback(), threshold, decision(checks));
    }

    private Decision decision(List<CheckReport> checks) {
        if (breached()) {
            return new Decision.RollBack(breach(checks));
        }
        if (silence.isPresent()) {
            return blind(silence.get());
        }
        Duration left = step.dwell().minus(Duration.between(progress.stepStartedAt(), now));
        if (left.isPositive()) {
            return new Decision.Hold("holds at " + step.exposure() + " for another " + Words.span(left));
        }
        String missing = missing(checks);
        if (!missing.isEmpty()) {
            return new Decision.Hold(missing);
        }
        return onward(checks);
    }

    private Decision onward(List<CheckReport> checks) {
        String why = proofAsked() ? shown(checks) : "no breach in " + Words.span(step.dwell());
        if (plan.isLast(progress.step())) {
            return new Decision.Complete("the plan ends at " + step.exposure() + ": " + why);
        }
        int next = progress.step() + 1;
        return new Decision.Advance(next, "to " + plan.steps().get(next).exposure() + ": " + why);
    }

    private boolean breached() {
        return state.watermark().peak() >= threshold;
    }

    private boolean comparable() {
        return !step.exposure().equals(Percent.ALL);
    }

    private boolean proofAsked() {
        return comparable() && plan.asksForProof(progress.step());
    }

    private Decision blind(Silence silence) {
        Blindness policy = plan.blindness();
        boolean high = step.exposure().compareTo(policy.rollBackFrom()) >= 0;
        if (high && silence.lasts().compareTo(policy.rollBackAfter()) >= 0) {
            return new Decision.RollBack("blind, not breached: " + silence.words() + " at " + step.exposure()
                    + "; the plan rolls back after " + Words.span(policy.rollBackAfter()));
        }
        return new Decision.Hold("blind: " + silence.words());
    }

    private String breach(List<CheckReport> checks) {
        return checks.stream()
                .filter(check -> check.verdict() instanceof Verdict.Breached)
                .map(CheckReport::detail)
                .collect(Collectors.joining("; "));
    }

    private static String missing(List<CheckReport> checks) {
        return checks.stream()
                .filter(check -> check.verdict() instanceof Verdict.Healthy && check.logAdvanceNeeded() > 0)
                .map(CheckReport::detail)
                .collect(Collectors.joining("; "));
    }

    private static String shown(List<CheckReport> checks) {
        return checks.stream()
                .filter(check -> check.verdict() instanceof Verdict.Shown)
                .map(CheckReport::detail)
                .collect(Collectors.joining("; "));
    }

    private CheckReport report(Watch watch) {
        boolean asked = proofAsked() && watch.asksForProof(step.exposure());
        double needed = -StrictMath.log(plan.advanceAlpha());
        ProofForecast forecast = forecast(watch, asked, needed);
        Verdict verdict = verdict(watch, asked, needed, forecast);
        return new CheckReport(
                verdict,
                watch.logRollback(),
                watch.logAdvance(),
                asked ? needed : 0,
                forecast.seen(),
                forecast.needed(),
                detail(watch, verdict));
    }

    private ProofForecast forecast(Watch watch, boolean asked, double needed) {
        long seen = state.step().trials().candidate();
        return asked && watch.obstacle(state).isEmpty()
                ? ProofForecast.of(seen, needed, watch.forecast(GuardEngine.share(step.exposure()), state))
                : ProofForecast.none(seen);
    }

    private Verdict verdict(Watch watch, boolean asked, double needed, ProofForecast forecast) {
        if (breached() && blames(watch)) {
            return new Verdict.Breached(watch.name(), watch.harm());
        }
        if (silence.isPresent()) {
            return new Verdict.NoData(watch.name(), silence.get().lasts());
        }
        if (!comparable()) {
            return new Verdict.NotComparable(watch.name());
        }
        if (!asked) {
            return new Verdict.Healthy(watch.name(), "no proof asked for at this step");
        }
        String margin = watch.margin() + " at " + Words.level(plan.advanceAlpha());
        return watch.logAdvance() >= needed
                ? new Verdict.Shown(watch.name(), margin)
                : new Verdict.Healthy(watch.name(), watch.obstacle(state).orElseGet(() -> forecast.words(margin)));
    }

    /* The evidence is a sum: blame what holds at least half of the largest part of it. */
    private boolean blames(Watch watch) {
        double largest = watches.all().stream()
                .mapToDouble(Watches::logContribution)
                .max()
                .orElseThrow();
        return Watches.logContribution(watch) >= largest - StrictMath.log(2);
    }

    private String detail(Watch watch, Verdict verdict) {
        String evidence = Words.evidence(watch.logRollback());
        String answer = switch (verdict) {
            case Verdict.Shown shown -> "shown " + shown.margin();
            case Verdict.Healthy healthy -> healthy.missing();
            case Verdict.Breached breached ->
                breached.explanation() + " (evidence " + evidence + ", all guardrails together reached "
                        + Words.evidence(state.watermark().peak()) + " of " + Words.evidence(threshold) + ")";
            case Verdict.Inconclusive inconclusive -> inconclusive.explanation();
            case Verdict.NoData noData -> "no data for " + Words.span(noData.silentFor());
            case Verdict.SourceFailed failed -> failed.explanation();
            case Verdict.NotComparable ignored -> "no control traffic to compare with";
        };
        return watch.name() + ": " + answer;
    }
}
