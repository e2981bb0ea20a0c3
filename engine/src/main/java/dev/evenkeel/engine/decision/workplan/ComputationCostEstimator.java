// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision.workplan;

import dev.evenkeel.engine.decision.CommitmentCostModel;
import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.RiskReductionWork;

/// Estimates how much computation it takes to compare the courses of a case and to plan their work: what bounds
/// requests that ask for it. In elementary steps, of which a processor does some fifty million a second.
public final class ComputationCostEstimator {
    private static final int OUTAGE_DRAWS = 10_000;
    private static final int PIECES_OF_A_WEEK = 28;
    private static final int STEPS_OF_A_PIECE = 1_000;

    private ComputationCostEstimator() {}

    /// The steps of [dev.evenkeel.engine.decision.CourseComparator#of] with so many draws, and of [WorkPlan#of]
    /// for each course with work.
    public static double of(RiskCase risk, long draws) {
        double numbers = risk.quantities().size();
        double ofADraw = numbers
                + risk.courses().stream()
                        .mapToDouble(course -> evaluation(risk, course))
                        .sum();
        double outages = risk.outages().values().stream()
                .mapToDouble(parts -> OUTAGE_DRAWS * (1.0 + parts.size()))
                .sum();
        double plans = risk.courses().stream()
                .filter(course -> !course.work().isEmpty())
                .mapToDouble(course -> plan(risk, course))
                .sum();
        /* Each number that is open is tried at two other values. */
        return (draws + 2 * numbers) * ofADraw + outages + plans;
    }

    private static double evaluation(RiskCase risk, Course course) {
        double chances = 2.0 * risk.causes().size() * (1 + course.work().size());
        return chances + 3.0 * risk.seasons().size() + promises(risk);
    }

    /* What a missed date costs on average is found from quantiles of how late work may be. */
    private static double promises(RiskCase risk) {
        double overruns = risk.overrun().isOpen() ? CommitmentCostModel.STEPS : 1;
        return risk.commitments().size()
                * (2.0 + overruns)
                * (1.0 + risk.seasons().size());
    }

    private static double plan(RiskCase risk, Course course) {
        double items = risk.work().size();
        if (items <= WorkPlan.MOST_ITEMS) {
            return Math.pow(2, items)
                    * (2.0 * risk.causes().size() + 3.0 * risk.seasons().size() + promises(risk));
        }
        double weeks = risk.overrun().law().mean()
                * risk.work().stream()
                        .mapToDouble(item -> item.weeks().law().mean())
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
                        * evaluation(
                                risk,
                                course.with(risk.work().stream()
                                        .map(RiskReductionWork::name)
                                        .toList()))
                + bound;
    }
}
