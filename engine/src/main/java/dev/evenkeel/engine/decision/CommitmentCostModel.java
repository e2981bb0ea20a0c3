// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import dev.evenkeel.engine.risk.UncertainValue;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Whether a course meets the dates that its case promises, and what it costs when it does not.
///
/// A promise is kept when the rollout ends on its day or before. Late weeks count until the end of the weeks
/// over which courses are compared; a course that does not make the change is late until then.
public final class CommitmentCostModel {
    /* Quantiles of the overrun that stand for all of it: a chance is right to half of their share. */
    public static final int STEPS = 200;
    private static final double DAYS = 7;
    private static final int NONE = -1;

    private final boolean migrates;
    private final FreezeAdjustedEnd landing;
    private final long end;
    private final List<Promise> promises;
    private final double[] overruns;

    /// A commitment with the places of its numbers.
    private record Promise(Commitment commitment, int miss, int perWeekLate) {}

    CommitmentCostModel(RiskCase risk, QuantityIndex numbers, Course course) {
        migrates = course.migrates();
        landing = new FreezeAdjustedEnd(course, risk.seasons());
        end = risk.end().toEpochDay();
        promises = risk.commitments().stream()
                .map(one -> new Promise(one, place(numbers, one.miss()), place(numbers, one.perWeekLate())))
                .toList();
        overruns = overruns(risk.overrun());
    }

    private static int place(QuantityIndex numbers, @Nullable Quantity quantity) {
        return quantity == null ? NONE : numbers.place(quantity);
    }

    private static double[] overruns(Quantity overrun) {
        UncertainValue law = overrun.law();
        return overrun.isOpen()
                ? IntStream.range(0, STEPS)
                        .mapToDouble(step -> law.quantile((step + 0.5) / STEPS))
                        .toArray()
                : new double[] {law.mean()};
    }

    /// How many there are.
    int count() {
        return promises.size();
    }

    Commitment commitment(int place) {
        return promises.get(place).commitment();
    }

    /// Whether it is kept when work before the change takes so many weeks.
    boolean meets(int place, double workWeeks) {
        return day(workWeeks) <= date(place);
    }

    private long day(double workWeeks) {
        return migrates ? landing.day(workWeeks) : Long.MAX_VALUE;
    }

    private long date(int place) {
        return commitment(place).date().toEpochDay();
    }

    /// What missing it costs; 0 when it is kept.
    double cost(int place, double[] at, double workWeeks) {
        long day = day(workWeeks);
        long date = date(place);
        if (day <= date) {
            return 0;
        }
        Promise promise = promises.get(place);
        return value(at, promise.miss()) + value(at, promise.perWeekLate()) * (Math.min(end, day) - date) / DAYS;
    }

    private static double value(double[] at, int place) {
        return place == NONE ? 0 : at[place];
    }

    /// What missing any of them costs.
    double cost(double[] at, double workWeeks) {
        double sum = 0;
        for (int place = 0; place < promises.size(); place++) {
            sum += cost(place, at, workWeeks);
        }
        return sum;
    }

    /// The same on average over how late work may be.
    ///
    /// @param plannedWeeks work before the change, on time
    double costOnAverage(double[] at, double plannedWeeks) {
        if (plannedWeeks == 0
                || !migrates
                || promises.stream().noneMatch(one -> one.commitment().costs())) {
            return cost(at, plannedWeeks);
        }
        double sum = 0;
        for (double overrun : overruns) {
            sum += cost(at, plannedWeeks * overrun);
        }
        return sum / overruns.length;
    }
}
