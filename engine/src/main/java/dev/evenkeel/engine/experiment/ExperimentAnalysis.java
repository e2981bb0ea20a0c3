// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

import dev.evenkeel.core.stats.SampleRatioGuard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// All that is known of an experiment's units, added up. A unit costs O(goals and treatments); nothing
/// grows.
///
/// Units are exposed as they come, which checks the split, and analysed once, when their window has
/// closed, in an order that does not depend on their outcomes. An alarm of the split is for ever.
/// Mutable, confined to one thread.
public final class ExperimentAnalysis {
    /// Chance that the split's alarm ever rises although units are split as planned.
    public static final double SPLIT_ALPHA = 0.001;

    private final ExperimentPlan plan;
    private final long[] exposed;
    private final List<GoalAnalysis> goals;
    private long analysed;
    private @Nullable String alarm;

    /// Nothing is known yet.
    public ExperimentAnalysis(ExperimentPlan plan) {
        this.plan = plan;
        this.exposed = new long[plan.parts().size()];
        this.goals =
                plan.goals().stream().map(goal -> new GoalAnalysis(plan, goal)).toList();
    }

    /// What is stored of an analysis.
    ///
    /// @param exposed units exposed to each variant
    /// @param numbers of each goal
    public record State(
            List<Long> exposed, long analysed, @Nullable String alarm, List<double[]> numbers) {}

    /// Counts units that were exposed.
    ///
    /// @param counts for each variant of the plan
    public void expose(long[] counts) {
        for (int i = 0; i < exposed.length; i++) {
            exposed[i] += counts[i];
        }
        for (int treatment = 1; treatment < exposed.length; treatment++) {
            watch(treatment, exposed[0], exposed[treatment], "Exposed units");
        }
    }

    /// Takes in a unit whose window has closed.
    public void take(ExperimentUnitResult unit) {
        analysed++;
        goals.forEach(goal -> goal.take(unit));
    }

    /// Reads everything. Units without an outcome, where that can be, must be missing alike in all
    /// variants; that is looked at here too.
    public ExperimentResults read() {
        for (int i = 0; i < goals.size(); i++) {
            if (plan.goals().get(i).kind() == GoalKind.DURATION) {
                watchOutcomes(goals.get(i), plan.goals().get(i).metric());
            }
        }
        return new ExperimentResults(
                Arrays.stream(exposed).boxed().toList(),
                analysed,
                alarm,
                goals.stream().map(GoalAnalysis::read).toList());
    }

    private void watchOutcomes(GoalAnalysis goal, String metric) {
        for (int treatment = 1; treatment < exposed.length; treatment++) {
            watch(
                    treatment,
                    goal.totals(0).units(),
                    goal.totals(treatment).units(),
                    "Units with an outcome of " + metric);
        }
    }

    /* The share is the same throughout, so the evidence of all units at once is that of one after the other. */
    private void watch(int treatment, long control, long treated, String what) {
        var guard = new SampleRatioGuard();
        guard.observe(GoalAnalysis.share(plan, treatment), control, treated);
        boolean rises = guard.mixture().logE() >= Math.log(plan.treatments() / SPLIT_ALPHA);
        if (rises && alarm == null) {
            alarm = String.format(
                    Locale.ROOT,
                    "%s are not split as planned: %,d on %s and %,d on %s, where %s and %s were planned",
                    what,
                    control,
                    plan.control(),
                    treated,
                    plan.parts().get(treatment).variant(),
                    plan.parts().getFirst().share(),
                    plan.parts().get(treatment).share());
        }
    }

    /// The state, for [#restore].
    public State state() {
        List<double[]> numbers = new ArrayList<>();
        goals.forEach(goal -> goal.write(numbers));
        return new State(Arrays.stream(exposed).boxed().toList(), analysed, alarm, numbers);
    }

    /// Takes over a state of the same plan; bit for bit the same from then on.
    ///
    /// @throws IllegalArgumentException when it is of another plan
    public void restore(State state) {
        int needed = goals.size() * (exposed.length + plan.treatments());
        if (state.exposed().size() != exposed.length || state.numbers().size() != needed) {
            throw new IllegalArgumentException("the state is that of another plan");
        }
        Arrays.setAll(exposed, i -> state.exposed().get(i));
        analysed = state.analysed();
        alarm = state.alarm();
        int at = 0;
        for (GoalAnalysis goal : goals) {
            at = goal.read(state.numbers(), at);
        }
    }
}
