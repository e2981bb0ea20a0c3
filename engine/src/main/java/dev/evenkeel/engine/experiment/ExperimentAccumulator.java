// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

import dev.evenkeel.core.stats.SampleRatioGuard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The accumulated data of an experiment. A unit costs O(goals and treatments); memory is constant.
///
/// Units are counted when they are exposed, which checks the split, and analysed once, when their window has
/// closed, in an order independent of their outcomes. An alarm of the split is permanent.
public final class ExperimentAccumulator {
    /// Probability of a false alarm of the split over the whole experiment.
    public static final double SPLIT_ALPHA = 0.001;

    private final ExperimentPlan plan;
    private final long[] exposed;
    private final List<GoalAccumulator> goals;
    private long analysed;
    private @Nullable String alarm;

    /// Creates an analysis without data.
    public ExperimentAccumulator(ExperimentPlan plan) {
        this.plan = plan;
        this.exposed = new long[plan.parts().size()];
        this.goals = plan.goals().stream()
                .map(goal -> new GoalAccumulator(plan, goal))
                .toList();
    }

    /// The stored state of an analysis.
    ///
    /// @param exposed units exposed to each variant
    /// @param numbers state of each goal
    public record AccumulatorSnapshot(
            List<Long> exposed,
            long analyzedUnits,
            @Nullable String alarm,
            List<double[]> numbers) {}

    /// Counts exposed units.
    ///
    /// @param counts for each variant of the plan
    public void addExposures(long[] counts) {
        for (int i = 0; i < exposed.length; i++) {
            exposed[i] += counts[i];
        }
        for (int treatment = 1; treatment < exposed.length; treatment++) {
            checkSplit(treatment, exposed[0], exposed[treatment], "Exposed units");
        }
    }

    /// Adds a unit whose window has closed.
    public void addUnit(ExperimentUnitResult unit) {
        analysed++;
        goals.forEach(goal -> goal.addUnit(unit));
    }

    /// Computes the results. Also checks, for goals in which units can be without an outcome, that such units
    /// are equally frequent in all variants.
    public ExperimentResults results() {
        for (int i = 0; i < goals.size(); i++) {
            if (plan.goals().get(i).kind() == GoalKind.DURATION) {
                checkOutcomes(goals.get(i), plan.goals().get(i).metric());
            }
        }
        return new ExperimentResults(
                Arrays.stream(exposed).boxed().toList(),
                analysed,
                alarm,
                goals.stream().map(GoalAccumulator::results).toList());
    }

    private void checkOutcomes(GoalAccumulator goal, String metric) {
        for (int treatment = 1; treatment < exposed.length; treatment++) {
            checkSplit(
                    treatment,
                    goal.totals(0).units(),
                    goal.totals(treatment).units(),
                    "Units with an outcome of " + metric);
        }
    }

    /* The share is constant, so the evidence of all units at once equals that of one after the other. */
    private void checkSplit(int treatment, long control, long treated, String what) {
        var guard = new SampleRatioGuard();
        guard.observe(GoalAccumulator.shareOf(plan, treatment), control, treated);
        boolean rises = guard.mixture().logE() >= Math.log(plan.treatments() / SPLIT_ALPHA);
        if (rises && alarm == null) {
            alarm = String.format(
                    Locale.ROOT,
                    "%s are not split as planned: %,d on %s and %,d on %s, planned %s and %s",
                    what,
                    control,
                    plan.control(),
                    treated,
                    plan.parts().get(treatment).variant(),
                    plan.parts().getFirst().share(),
                    plan.parts().get(treatment).share());
        }
    }

    /// Returns the state, for [#restore].
    public AccumulatorSnapshot state() {
        List<double[]> numbers = new ArrayList<>();
        goals.forEach(goal -> goal.writeState(numbers));
        return new AccumulatorSnapshot(Arrays.stream(exposed).boxed().toList(), analysed, alarm, numbers);
    }

    /// Restores a state of the same plan; further results are bit for bit the same.
    ///
    /// @throws IllegalArgumentException when it belongs to another plan
    public void restore(AccumulatorSnapshot state) {
        int needed = goals.size() * (exposed.length + plan.treatments());
        if (state.exposed().size() != exposed.length || state.numbers().size() != needed) {
            throw new IllegalArgumentException("the state belongs to a different plan");
        }
        Arrays.setAll(exposed, i -> state.exposed().get(i));
        analysed = state.analyzedUnits();
        alarm = state.alarm();
        int at = 0;
        for (GoalAccumulator goal : goals) {
            at = goal.readState(state.numbers(), at);
        }
    }
}
