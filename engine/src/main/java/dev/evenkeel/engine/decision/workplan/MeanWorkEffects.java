// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision.workplan;

import dev.evenkeel.engine.decision.CauseContribution;
import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.decision.Quantity;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.RiskReductionWork;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the work items of a case do to a course, with every number at its mean: item by item, in the case's
/// order.
final class MeanWorkEffects {
    private final double[] chances;
    private final double[][] cures;
    private final double[] fewerErrors;
    private final double[] weeks;

    /// @param course whose own work does not count
    MeanWorkEffects(RiskCase risk, Course course) {
        List<RiskReductionWork> items = risk.work();
        double late = risk.overrun().law().mean();
        chances = CauseContribution.of(risk, course.with(List.of())).stream()
                .mapToDouble(CauseContribution::after)
                .toArray();
        cures = risk.causes().stream()
                .map(cause -> items.stream()
                        .mapToDouble(item -> share(item.cures().get(cause.name())))
                        .toArray())
                .toArray(double[][]::new);
        fewerErrors =
                items.stream().mapToDouble(item -> share(item.fewerErrors())).toArray();
        weeks = items.stream()
                .mapToDouble(item -> late * item.weeks().law().mean())
                .toArray();
    }

    private static double share(@Nullable Quantity share) {
        return share == null ? 0 : share.law().mean();
    }

    int items() {
        return weeks.length;
    }

    int causes() {
        return chances.length;
    }

    /// The chance of a cause with no work done.
    double chance(int cause) {
        return chances[cause];
    }

    /// The share of a cause's chance that an item takes away.
    double cure(int cause, int item) {
        return cures[cause][item];
    }

    /// The share of today's errors that an item takes away.
    double fewerErrors(int item) {
        return fewerErrors[item];
    }

    /// How long an item takes, late as work is on average.
    double weeks(int item) {
        return weeks[item];
    }
}
