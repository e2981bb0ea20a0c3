// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

import dev.evenkeel.core.flag.split.VariantShare;
import dev.evenkeel.engine.rollout.plan.InvalidPlanException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The plan of an experiment: goals, and how results are read. Immutable after the start.
///
/// @param parts variants with their shares, control first, sum 100%
/// @param goals primary goal first; the decision rule considers it only
/// @param alpha probability that any interval of one goal ever misses, over all treatments and evaluations;
///     usually 0.05
/// @param rule decision rule
/// @param window time after its exposure in which a unit's outcomes count; then the unit is analysed, once
/// @param expectedUnits units of control and one treatment together at which intervals are narrowest
/// @param covariate attribute of the evaluation context, known before the exposure, that explains outcomes;
///     null for none
public record ExperimentPlan(
        List<VariantShare> parts,
        List<ExperimentGoal> goals,
        double alpha,
        ExperimentDecisionRule rule,
        Duration window,
        long expectedUnits,
        @Nullable String covariate) {
    /// Maximum number of variants.
    public static final int MAX_VARIANTS = 10;

    /// Maximum number of goals.
    public static final int MAX_GOALS = 10;

    /// @throws InvalidPlanException with every problem found
    public ExperimentPlan {
        parts = List.copyOf(parts);
        goals = List.copyOf(goals);
        new ExperimentPlanValidator()
                .validateVariants(parts)
                .validateGoals(goals)
                .validateAlpha(alpha)
                .validateRule(rule)
                .validateWindow(window, rule)
                .validateTunedFor(expectedUnits)
                .validateCovariate(covariate)
                .throwIfAny();
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
