// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import dev.evenkeel.engine.risk.RandomVariable;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The model of whether a course meets the dates promised in its case, and of the cost when it does not.
///
/// A commitment is met when the rollout ends on its day or before. Weeks of delay count until the end of the
/// horizon of the case; a course that does not make the change is late until then.
public final class MissedCommitmentCostModel {
    /* Number of quantiles that represent the overrun: a probability is exact to half of 1/STEPS. */
    public static final int STEPS = 200;
    private static final double DAYS = 7;
    private static final int NONE = -1;

    private final boolean migrates;
    private final FreezeAdjustedRolloutEnd landing;
    private final long end;
    private final List<Promise> promises;
    private final double[] overruns;

    /// A commitment with the indices of its numbers.
    private record Promise(DeliveryDateCommitment commitment, int miss, int perWeekLate) {}

    MissedCommitmentCostModel(RiskCase risk, QuantityIndex numbers, Course course) {
        migrates = course.migrates();
        landing = new FreezeAdjustedRolloutEnd(course, risk.seasons());
        end = risk.end().toEpochDay();
        promises = risk.commitments().stream()
                .map(one -> new Promise(one, indexOf(numbers, one.missCost()), indexOf(numbers, one.perWeekLate())))
                .toList();
        overruns = sampleOverruns(risk.overrun());
    }

    private static int indexOf(QuantityIndex numbers, @Nullable Quantity quantity) {
        return quantity == null ? NONE : numbers.indexOf(quantity);
    }

    private static double[] sampleOverruns(Quantity overrun) {
        RandomVariable distribution = overrun.distribution();
        return overrun.isOpen()
                ? IntStream.range(0, STEPS)
                        .mapToDouble(step -> distribution.quantile((step + 0.5) / STEPS))
                        .toArray()
                : new double[] {distribution.mean()};
    }

    int count() {
        return promises.size();
    }

    DeliveryDateCommitment commitment(int place) {
        return promises.get(place).commitment();
    }

    /// Whether a commitment is met when the work before the change takes this many weeks.
    boolean isMet(int place, double workWeeks) {
        return endDay(workWeeks) <= dueDay(place);
    }

    private long endDay(double workWeeks) {
        return migrates ? landing.endDay(workWeeks) : Long.MAX_VALUE;
    }

    private long dueDay(int place) {
        return commitment(place).date().toEpochDay();
    }

    /// Returns the cost of missing a commitment; 0 when it is met.
    double cost(int place, double[] at, double workWeeks) {
        long day = endDay(workWeeks);
        long date = dueDay(place);
        if (day <= date) {
            return 0;
        }
        Promise promise = promises.get(place);
        return valueAt(at, promise.miss()) + valueAt(at, promise.perWeekLate()) * (Math.min(end, day) - date) / DAYS;
    }

    private static double valueAt(double[] at, int place) {
        return place == NONE ? 0 : at[place];
    }

    /// Returns the cost of missing all commitments that are missed.
    double cost(double[] at, double workWeeks) {
        double sum = 0;
        for (int place = 0; place < promises.size(); place++) {
            sum += cost(place, at, workWeeks);
        }
        return sum;
    }

    /// Returns the same, averaged over the distribution of the overrun.
    ///
    /// @param plannedWeeks work before the change, without overrun
    double averageCost(double[] at, double plannedWeeks) {
        if (plannedWeeks == 0
                || !migrates
                || promises.stream().noneMatch(one -> one.commitment().hasCost())) {
            return cost(at, plannedWeeks);
        }
        double sum = 0;
        for (double overrun : overruns) {
            sum += cost(at, plannedWeeks * overrun);
        }
        return sum / overruns.length;
    }
}
