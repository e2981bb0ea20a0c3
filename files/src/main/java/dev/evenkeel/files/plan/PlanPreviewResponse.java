// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.plan;

import dev.evenkeel.engine.preview.PlanPreview;
import dev.evenkeel.engine.preview.ProofObstacle;
import dev.evenkeel.engine.preview.ShadowAgreementProofPreview;
import dev.evenkeel.engine.preview.StepHarmPreview;
import dev.evenkeel.engine.preview.StepPreview;
import dev.evenkeel.engine.preview.StepProofTimePreview;
import dev.evenkeel.engine.preview.TimeEstimate;
import dev.evenkeel.engine.preview.TrafficAssumptions;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// The JSON representation of a preview. Exposures and tolerated extra failures are in percent, times in
/// seconds. Null means infinite, not required, or impossible.
public record PlanPreviewResponse(
        String plan,
        TrafficAssumptions traffic,
        boolean hasUnprovableStep,
        long longestProofSeconds,
        List<Step> steps,
        @Nullable Time timeToLastStep,
        @Nullable Time timeToCompletion,
        double falseRollbackProbability,
        boolean excludesLatency) {

    /// @param p90Seconds null when the time is infinite with a probability above 10%
    public record Time(double meanSeconds, @Nullable Double p90Seconds) {}

    /// @param proof null when no proof is required
    /// @param shadow null without a shadow comparison
    /// @param timeAtStep null when infinite
    /// @param detectableRatio null when no ratio is likely to be detected
    public record Step(
            BigDecimal exposure,
            Duration dwell,
            boolean unprovable,
            @Nullable Proof proof,
            @Nullable Shadow shadow,
            @Nullable Time timeAtStep,
            double advanceAtDwellProbability,
            double advanceWithinTwiceDwellProbability,
            @Nullable Double detectableRatio,
            List<Harm> harms,
            double falseRollbackProbability) {}

    /// @param extra percent of the candidate's calls
    /// @param toleratedRatio null when the base rate is 0
    /// @param time null when infinite
    /// @param method exact, exact-with-fewer-evaluations, exact-after-each-failure, simulated or
    ///     expected-counts
    public record Proof(
            double factor,
            double extra,
            @Nullable Double toleratedRatio,
            @Nullable Time time,
            @Nullable Double candidateTrials,
            String method,
            @Nullable Obstacle obstacle) {}

    /// @param tolerated percent of the responses
    /// @param comparisons number of comparisons with the candidate if no response differs; null when no number
    ///     is sufficient
    /// @param seconds null when no time is sufficient
    public record Shadow(
            double tolerated,
            @Nullable Long comparisons,
            double comparisonsPerSecond,
            @Nullable Double seconds) {}

    /// @param expectedSeconds null when no time is sufficient
    /// @param callsPerSecond null when no traffic is sufficient
    /// @param toleratedExtra percent of all calls; null when no value is sufficient
    public record Obstacle(
            @Nullable Double expectedSeconds,
            @Nullable Double callsPerSecond,
            @Nullable Double toleratedExtra) {}

    /// @param seconds null, as are the following, when a rollback is impossible or rare
    public record Harm(
            double ratio,
            @Nullable Double seconds,
            @Nullable Double failedCalls,
            @Nullable Double excessFailures,
            @Nullable Double money) {}

    /// Converts a preview.
    public static PlanPreviewResponse of(PlanPreview preview) {
        return new PlanPreviewResponse(
                preview.plan(),
                preview.traffic(),
                preview.hasUnprovableStep(),
                PlanPreview.LONGEST_PROOF.toSeconds(),
                preview.steps().stream().map(PlanPreviewResponse::step).toList(),
                time(preview.timeToLastStep()),
                time(preview.timeToCompletion()),
                preview.falseRollbackProbability(),
                preview.excludesLatency());
    }

    private static Step step(StepPreview step) {
        return new Step(
                step.exposure().toBigDecimal(),
                step.dwell(),
                step.isUnprovable(),
                step.proof().map(PlanPreviewResponse::proof).orElse(null),
                step.shadow().map(PlanPreviewResponse::shadow).orElse(null),
                time(step.timeAtStep()),
                step.advanceAtDwellProbability(),
                step.advanceWithinTwiceDwellProbability(),
                finite(step.detectableRatio()),
                step.harms().stream().map(PlanPreviewResponse::harm).toList(),
                step.falseRollbackProbability());
    }

    private static Shadow shadow(ShadowAgreementProofPreview shadow) {
        return new Shadow(
                100 * shadow.tolerated(),
                shadow.comparisons() < 0 ? null : shadow.comparisons(),
                shadow.perSecond(),
                finite(shadow.secondsToProof()));
    }

    private static Proof proof(StepProofTimePreview proof) {
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

    private static Harm harm(StepHarmPreview harm) {
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
