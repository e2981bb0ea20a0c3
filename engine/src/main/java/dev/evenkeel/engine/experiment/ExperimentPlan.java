// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.core.flag.split.VariantShare;
import dev.evenkeel.engine.validation.InvalidDocumentException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The plan of an experiment: goals, and how results are read. Immutable after the start. Each component is a field
/// of the plan in JSON, with the meaning of its description.
public record ExperimentPlan(
        @JsonProperty("variants")
        @JsonPropertyDescription("variants with their shares in percent, control first, sum 100")
        List<VariantShare> parts,

        @JsonPropertyDescription("goals, the primary goal first; the decision rule considers it only")
        List<ExperimentGoal> goals,

        @JsonProperty(defaultValue = "95")
        @JsonPropertyDescription(
                "probability, in percent, that no interval of one goal ever misses, over all treatments and"
                        + " evaluations; default 95")
        BigDecimal confidence,

        @JsonPropertyDescription("decision rule") ExperimentDecisionRule rule,

        @JsonProperty(defaultValue = "P1D")
        @JsonPropertyDescription(
                "time after its exposure in which a unit's outcomes count; then the unit is analysed, once; default P1D")
        Duration window,

        @JsonProperty(defaultValue = "50000")
        @JsonPropertyDescription(
                "units of control and one treatment together at which intervals are narrowest; default 50000")
        long expectedUnits,

        @JsonPropertyDescription(
                "attribute of the evaluation context, known before the exposure, that explains outcomes; null for none")
        @Nullable
        String covariate) {
    /// Maximum number of variants.
    public static final int MAX_VARIANTS = 10;

    private static final int CONFIDENCE_DECIMALS = 6;

    /// Maximum number of goals.
    public static final int MAX_GOALS = 10;

    /// @throws InvalidDocumentException with every problem found
    public ExperimentPlan {
        parts = List.copyOf(parts);
        goals = List.copyOf(goals);
        confidence =
                confidence.setScale(CONFIDENCE_DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros();
        confidence = confidence.scale() < 0 ? confidence.setScale(0) : confidence;
        new ExperimentPlanValidator()
                .validateVariants(parts)
                .validateGoals(goals)
                .validateConfidence(confidence)
                .validateRule(rule)
                .validateWindow(window, rule)
                .validateTunedFor(expectedUnits)
                .validateCovariate(covariate)
                .throwIfAny();
    }

    /// Returns the probability that any interval of one goal ever misses, over all treatments and evaluations.
    public double alpha() {
        return BigDecimal.ONE.subtract(confidence.movePointLeft(2)).doubleValue();
    }

    /// Returns the gain above which a treatment may be shipped, in the unit of the primary goal's outcome.
    public double shipAbove() {
        return rule.shipAbove() * gainUnit();
    }

    /// Returns the gain below which the experiment may stop, in the unit of the primary goal's outcome.
    public double stopBelow() {
        return rule.stopBelow() * gainUnit();
    }

    private double gainUnit() {
        return primary().kind() == GoalKind.CONVERSION ? 0.01 : 1;
    }

    public String control() {
        return parts.getFirst().variant();
    }

    /// Returns the number of variants other than control.
    public int treatments() {
        return parts.size() - 1;
    }

    /// Returns the goal of the decision rule.
    public ExperimentGoal primary() {
        return goals.getFirst();
    }

    /// Names of the metrics to report, without duplicates.
    public List<String> metrics() {
        return goals.stream().map(ExperimentGoal::metric).distinct().toList();
    }
}
