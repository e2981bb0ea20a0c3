// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.plan;

import dev.evenkeel.engine.preview.HarmPreview;
import dev.evenkeel.engine.preview.PlanPreview;
import dev.evenkeel.engine.preview.ProofObstacle;
import dev.evenkeel.engine.preview.ProofPreview;
import dev.evenkeel.engine.preview.ShadowPreview;
import dev.evenkeel.engine.preview.StepPreview;
import dev.evenkeel.engine.preview.TimeEstimate;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// A preview as it is written in JSON. Exposures and tolerated extra failures are in percent, times in seconds;
/// what is null takes for ever, is not asked for, or cannot be.
public record PlanPreviewResponse(
        String plan,
        TrafficJson traffic,
        boolean provesNothingSomewhere,
        long longestProofSeconds,
        List<Step> steps,
        @Nullable Time toLastStep,
        @Nullable Time toEnd,
        double falseAlarm,
        boolean withoutLatency) {

    /// @param moneyPerFailure null when unknown
    public record TrafficJson(
            double callsPerSecond,
            double baseRate,
            double callsPerUnit,
            @Nullable Double moneyPerFailure) {}

    /// @param p90Seconds null when it takes for ever more often than one time in ten
    public record Time(double meanSeconds, @Nullable Double p90Seconds) {}

    /// @param proof null when none is asked for
    /// @param shadow null when nothing is compared
    /// @param stay null when it lasts for ever
    /// @param smallestRatio null when none is likely to be caught
    public record Step(
            BigDecimal exposure,
            Duration dwell,
            boolean provesNothing,
            @Nullable Proof proof,
            @Nullable Shadow shadow,
            @Nullable Time stay,
            double leavesAtDwell,
            double leavesWithinTwiceDwell,
            @Nullable Double smallestRatio,
            List<Harm> harms,
            double falseAlarm) {}

    /// @param extra percent of the candidate's calls
    /// @param toleratedRatio null when the base rate is 0
    /// @param time null when it takes for ever
    /// @param method exact, exact-looking-every-percent, simulated or expected-counts
    public record Proof(
            double factor,
            double extra,
            @Nullable Double toleratedRatio,
            @Nullable Time time,
            @Nullable Double candidateTrials,
            String method,
            @Nullable Obstacle obstacle) {}

    /// @param tolerated percent of the answers
    /// @param comparisons with the candidate, when no answer differs; null when no number is enough
    /// @param seconds null when no time is enough
    public record Shadow(
            double tolerated,
            @Nullable Long comparisons,
            double comparisonsPerSecond,
            @Nullable Double seconds) {}

    /// @param expectedSeconds null when no time is enough
    /// @param callsPerSecond null when no traffic is enough
    /// @param toleratedExtra percent of all calls; null when none is enough
    public record Obstacle(
            @Nullable Double expectedSeconds,
            @Nullable Double callsPerSecond,
            @Nullable Double toleratedExtra) {}

    /// @param seconds null, and so the rest, when it is never rolled back or seldom
    public record Harm(
            double ratio,
            @Nullable Double seconds,
            @Nullable Double failedCalls,
            @Nullable Double excessFailures,
            @Nullable Double money) {}

    /// A preview in this form.
    public static PlanPreviewResponse of(PlanPreview preview) {
        var traffic = preview.traffic();
        return new PlanPreviewResponse(
                preview.plan(),
                new TrafficJson(
                        traffic.callsPerSecond(),
                        traffic.baseRate(),
                        traffic.callsPerUnit(),
                        finite(traffic.moneyPerFailure())),
                preview.provesNothingSomewhere(),
                PlanPreview.LONGEST_PROOF.toSeconds(),
                preview.steps().stream().map(PlanPreviewResponse::step).toList(),
                time(preview.toLastStep()),
                time(preview.toEnd()),
                preview.falseAlarm(),
                preview.withoutLatency());
    }

    private static Step step(StepPreview step) {
        return new Step(
                RolloutPlanJson.percent(step.exposure()),
                step.dwell(),
                step.provesNothing(),
                step.proof().map(PlanPreviewResponse::proof).orElse(null),
                step.shadow().map(PlanPreviewResponse::shadow).orElse(null),
                time(step.stay()),
                step.leavesAtDwell(),
                step.leavesWithinTwice(),
                finite(step.smallestRatio()),
                step.harms().stream().map(PlanPreviewResponse::harm).toList(),
                step.falseAlarm());
    }

    private static Shadow shadow(ShadowPreview shadow) {
        return new Shadow(
                100 * shadow.tolerated(),
                shadow.comparisons() < 0 ? null : shadow.comparisons(),
                shadow.perSecond(),
                finite(shadow.seconds()));
    }

    private static Proof proof(ProofPreview proof) {
        return new Proof(
                proof.margin().factor(),
                100 * proof.margin().extra(),
                finite(proof.toleratedRatio()),
                time(proof.time()),
                finite(proof.candidateTrials()),
                proof.method().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                proof.obstacle().map(PlanPreviewResponse::obstacle).orElse(null));
    }

    private static Obstacle obstacle(ProofObstacle obstacle) {
        OptionalDouble extra = obstacle.toleratedExtra();
        return new Obstacle(
                finite(obstacle.seconds()),
                finite(obstacle.callsPerSecond()),
                extra.isPresent() ? finite(100 * extra.getAsDouble()) : null);
    }

    private static Harm harm(HarmPreview harm) {
        return new Harm(
                harm.ratio(),
                finite(harm.seconds()),
                finite(harm.failedCalls()),
                finite(harm.excessFailures()),
                finite(harm.money()));
    }

    private static @Nullable Time time(TimeEstimate time) {
        return Double.isFinite(time.mean()) ? new Time(time.mean(), finite(time.p90())) : null;
    }

    private static @Nullable Double finite(OptionalDouble value) {
        return value.isPresent() ? finite(value.getAsDouble()) : null;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
