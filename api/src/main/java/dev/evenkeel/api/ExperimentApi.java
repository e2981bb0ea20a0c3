// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.engine.experiment.ExperimentVerdict;
import dev.evenkeel.engine.experiment.GoalKind;
import jakarta.validation.constraints.NotBlank;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Experiments (`/api/v1/experiments`).
public final class ExperimentApi {
    private ExperimentApi() {}

    /// Starts an experiment. The plan is a document.
    public record StartExperimentRequest(
            @JsonPropertyDescription("key of the flag") @NotBlank
            String flag,

            @JsonPropertyDescription("variants, goals and decision rule")
            @JsonSubTypes(@JsonSubTypes.Type(ExperimentPlan.class))
            JsonNode plan,

            @JsonPropertyDescription("expected result") @Nullable
            String hypothesis,

            @JsonPropertyDescription("service of the change, for a flag without an owner in the service catalog")
            @Nullable
            String service,

            @JsonPropertyDescription("reason, for the audit log") @Nullable
            String reason) {}

    /// Stops an experiment.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record StopExperimentRequest(
            @JsonPropertyDescription("reason, for the audit log") @Nullable
            String reason) {}

    /// An experiment in lists.
    ///
    /// @param rule decision rule as a sentence
    /// @param analyzedUnits units whose window has closed
    /// @param analyzedAt when new data was last analysed
    public record ExperimentResponse(
            String id,
            String environment,
            String flag,
            String hypothesis,
            String reason,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String endReason,
            ExperimentPlan plan,
            String rule,
            ConclusionResponse conclusion,
            Split split,
            long analyzedUnits,
            Instant analyzedAt) {}

    /// The current conclusion.
    ///
    /// @param treatment variant that it concerns; null when it concerns no single one
    /// @param decidedAt when the decision was made; null before
    public record ConclusionResponse(
            ExperimentVerdict verdict,
            @Nullable String treatment,
            @Nullable Instant decidedAt,
            String summary) {}

    /// The split of units.
    ///
    /// @param alarm why effects must not be used; null while units are split as planned
    public record Split(@Nullable String alarm, List<VariantExposure> variants) {}

    /// The units exposed to one variant.
    ///
    /// @param share planned share, in percent
    public record VariantExposure(String variant, BigDecimal share, long units) {}

    /// An experiment with its results.
    ///
    /// @param summary properties of lists
    /// @param notices changes that affect the results
    /// @param goals results of each goal
    public record ExperimentDetailResponse(
            @JsonUnwrapped ExperimentResponse summary, List<String> notices, List<ExperimentGoalResponse> goals) {}

    /// The results of one goal. Means and effects are in the goal's unit; those of a conversion are shares, 0 to 1.
    ///
    /// @param primary whether the decision rule uses this goal
    /// @param effects effect of each treatment; empty while units are not split as planned
    public record ExperimentGoalResponse(
            String metric,
            GoalKind kind,
            boolean primary,
            List<VariantOutcome> variants,
            List<TreatmentEffectResponse> effects) {}

    /// The outcomes of one variant.
    ///
    /// @param nonZero units with an outcome other than 0
    /// @param capped units with an outcome at the cap; for a conversion, converted units
    public record VariantOutcome(String variant, long units, double mean, long nonZero, long capped) {}

    /// The effect of one treatment.
    ///
    /// @param relative estimate relative to control's mean; null when that is 0
    /// @param exact whether the interval is exact
    /// @param method method of the interval, and the condition for the other method
    /// @param explained share of the outcomes' variance explained by the covariate
    /// @param summary effect as a sentence
    public record TreatmentEffectResponse(
            String treatment,
            double estimate,
            double low,
            double high,
            @Nullable Double relative,
            boolean exact,
            String method,
            double explained,
            String summary) {}

    /// An interim analysis. Means and effects are in the goal's unit.
    ///
    /// @param units units of control and the treatment together
    /// @param exact whether the interval is exact
    public record InterimAnalysisResponse(
            Instant at,
            String goal,
            GoalKind kind,
            String treatment,
            long units,
            double controlMean,
            double treatmentMean,
            double estimate,
            double low,
            double high,
            boolean exact) {}
}
