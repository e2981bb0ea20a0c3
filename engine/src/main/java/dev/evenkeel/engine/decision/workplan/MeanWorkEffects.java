// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision.workplan;

import dev.evenkeel.engine.decision.CauseProbabilityContribution;
import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.decision.Quantity;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.RiskReductionWork;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The effects of a case's work items on a course, with every number at its mean, indexed in the case's
/// order.
final class MeanWorkEffects {
    private final double[] chances;
    private final double[][] cures;
    private final double[] fewerErrors;
    private final double[] weeks;

    /// @param course course, whose own work is ignored
    MeanWorkEffects(RiskCase risk, Course course) {
        List<RiskReductionWork> items = risk.work();
        double late = risk.overrun().distribution().mean();
        chances = CauseProbabilityContribution.listContributions(risk, course.withWork(List.of())).stream()
                .mapToDouble(CauseProbabilityContribution::after)
                .toArray();
        cures = risk.causes().stream()
                .map(cause -> items.stream()
                        .mapToDouble(item -> share(item.cures().get(cause.name())))
                        .toArray())
                .toArray(double[][]::new);
        fewerErrors =
                items.stream().mapToDouble(item -> share(item.fewerErrors())).toArray();
        weeks = items.stream()
                .mapToDouble(item -> late * item.weeks().distribution().mean())
                .toArray();
    }

    private static double share(@Nullable Quantity share) {
        return share == null ? 0 : share.distribution().mean();
    }

    int itemCount() {
        return weeks.length;
    }

    int causeCount() {
        return chances.length;
    }

    /// Returns the probability of a cause without work.
    double chanceOf(int cause) {
        return chances[cause];
    }

    /// Returns the share of a cause's probability that an item removes.
    double cureShare(int cause, int item) {
        return cures[cause][item];
    }

    /// Returns the share of the current errors that an item removes.
    double errorReduction(int item) {
        return fewerErrors[item];
    }

    /// Returns the duration of an item with the mean overrun.
    double weeksOf(int item) {
        return weeks[item];
    }
}
