// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision.workplan;

import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.decision.MissedCommitmentCostModel;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.RiskReductionWork;

/// An estimator of the computation needed to compare the courses of a case and to plan their work, to limit
/// requests. The unit is an elementary step; a processor executes about fifty million per second.
public final class ComputationStepEstimator {
    private static final int OUTAGE_DRAWS = 10_000;
    private static final int PIECES_OF_A_WEEK = 28;
    private static final int STEPS_OF_A_PIECE = 1_000;

    private ComputationStepEstimator() {}

    /// Returns the steps of [dev.evenkeel.engine.decision.CourseComparator#of] with a number of draws, and of
    /// [WorkPlan#of] for each course with work.
    public static double estimate(RiskCase risk, long draws) {
        double numbers = risk.quantities().size();
        double ofADraw = numbers
                + risk.courses().stream()
                        .mapToDouble(course -> evaluationCost(risk, course))
                        .sum();
        double outages = risk.outages().values().stream()
                .mapToDouble(parts -> OUTAGE_DRAWS * (1.0 + parts.size()))
                .sum();
        double plans = risk.courses().stream()
                .filter(course -> !course.work().isEmpty())
                .mapToDouble(course -> planCost(risk, course))
                .sum();
        /* Each uncertain number is evaluated at two other values. */
        return (draws + 2 * numbers) * ofADraw + outages + plans;
    }

    private static double evaluationCost(RiskCase risk, Course course) {
        double chances = 2.0 * risk.causes().size() * (1 + course.work().size());
        return chances + 3.0 * risk.seasons().size() + commitmentCost(risk);
    }

    /* The mean cost of a missed date is computed from quantiles of the overrun. */
    private static double commitmentCost(RiskCase risk) {
        double overruns = risk.overrun().isOpen() ? MissedCommitmentCostModel.STEPS : 1;
        return risk.commitments().size()
                * (2.0 + overruns)
                * (1.0 + risk.seasons().size());
    }

    private static double planCost(RiskCase risk, Course course) {
        double items = risk.work().size();
        if (items <= WorkPlan.MAX_ITEMS) {
            return Math.pow(2, items)
                    * (2.0 * risk.causes().size() + 3.0 * risk.seasons().size() + commitmentCost(risk));
        }
        double weeks = risk.overrun().distribution().mean()
                * risk.work().stream()
                        .mapToDouble(item -> item.weeks().distribution().mean())
                        .sum();
        double bound = weeks
                * PIECES_OF_A_WEEK
                * STEPS_OF_A_PIECE
                * items
                * risk.causes().size();
        return 2
                        * items
                        * items
                        * items
                        * evaluationCost(
                                risk,
                                course.withWork(risk.work().stream()
                                        .map(RiskReductionWork::name)
                                        .toList()))
                + bound;
    }
}
