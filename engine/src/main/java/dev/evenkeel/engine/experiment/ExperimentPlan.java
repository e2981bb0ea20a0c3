// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

import dev.evenkeel.core.flag.split.VariantShare;
import dev.evenkeel.engine.rollout.plan.InvalidPlanException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an experiment asks, and how its answer will be read. It cannot be changed after the start.
///
/// @param parts variants with their shares, control first, 100 % together
/// @param goals primary goal first; the decision rule is about it alone
/// @param alpha chance that some interval of one goal ever misses, over all treatments and looks; 0.05
///     is usual
/// @param rule when it may end
/// @param window how long after its exposure a unit's outcomes count; then the unit is analysed, once
/// @param tunedFor units of control and one treatment together at which intervals are narrowest
/// @param covariate attribute of the evaluation context, known before the exposure, that explains
///     outcomes; null for none
public record ExperimentPlan(
        List<VariantShare> parts,
        List<ExperimentGoal> goals,
        double alpha,
        ExperimentDecisionRule rule,
        Duration window,
        long tunedFor,
        @Nullable String covariate) {
    /// Most variants.
    public static final int MOST_PARTS = 10;

    /// Most goals.
    public static final int MOST_GOALS = 10;

    /// @throws InvalidPlanException with everything that is wrong
    public ExperimentPlan {
        parts = List.copyOf(parts);
        goals = List.copyOf(goals);
        new ExperimentPlanValidator()
                .parts(parts)
                .goals(goals)
                .probability(alpha)
                .rule(rule)
                .window(window, rule)
                .tunedFor(tunedFor)
                .covariate(covariate)
                .throwIfAny();
    }

    /// Name of control.
    public String control() {
        return parts.getFirst().variant();
    }

    /// Number of variants beside control.
    public int treatments() {
        return parts.size() - 1;
    }

    /// The goal that decides.
    public ExperimentGoal primary() {
        return goals.getFirst();
    }

    /// Names of the metrics that have to be reported, each once.
    public List<String> metrics() {
        return goals.stream().map(ExperimentGoal::metric).distinct().toList();
    }
}
