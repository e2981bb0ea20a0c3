// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/// A budgeting method of OpenSLO: what counts against the error budget.
public sealed interface BudgetingMethod {
    /// Measures [from, to), both on whole minutes. Slices begin at multiples of their length since 1970 UTC;
    /// the period is widened to whole slices, the last of which has ended at `to`. A slice without events
    /// does not count; one that is known in part is rated by that part.
    BudgetMeasurement measure(IndicatorTimeline timeline, Instant from, Instant to);

    /// Counts events.
    record Occurrences() implements BudgetingMethod {
        @Override
        public BudgetMeasurement measure(IndicatorTimeline timeline, Instant from, Instant to) {
            IndicatorTimeline.Sum sum = timeline.sum(from, to);
            return new BudgetMeasurement(sum.counts().good(), sum.counts().total(), sum.coverage());
        }
    }

    /// Counts time slices; a slice is good when enough of its events are.
    ///
    /// @param target minimum good share of a good slice, in (0, 1]
    /// @param slice length of a slice, whole minutes
    record Timeslices(double target, Duration slice) implements BudgetingMethod {
        public Timeslices {
            if (!(target > 0 && target <= 1)) {
                throw new IllegalArgumentException("The slice target must be above 0 and at most 1, got " + target);
            }
            requireMinutes(slice);
        }

        @Override
        public BudgetMeasurement measure(IndicatorTimeline timeline, Instant from, Instant to) {
            return slices(timeline, slice, from, to, counts -> counts.good() >= target * counts.total() ? 1.0 : 0.0);
        }
    }

    /// Counts time slices, each by the good share of its events.
    ///
    /// @param slice length of a slice, whole minutes
    record RatioTimeslices(Duration slice) implements BudgetingMethod {
        public RatioTimeslices {
            requireMinutes(slice);
        }

        @Override
        public BudgetMeasurement measure(IndicatorTimeline timeline, Instant from, Instant to) {
            return slices(timeline, slice, from, to, counts -> (double) counts.good() / counts.total());
        }
    }

    private static BudgetMeasurement slices(
            IndicatorTimeline timeline,
            Duration slice,
            Instant from,
            Instant to,
            Function<EventCounts, Double> goodness) {
        Instant end = floor(to, slice);
        Instant first = floor(from, slice);
        BudgetMeasurement sum = BudgetMeasurement.NONE;
        for (Instant at = first.isBefore(end) ? first : end.minus(slice); at.isBefore(end); at = at.plus(slice)) {
            IndicatorTimeline.Sum part = timeline.sum(at, at.plus(slice));
            EventCounts counts = part.counts();
            sum = sum.plus(
                    counts.total() == 0
                            ? new BudgetMeasurement(0, 0, part.coverage())
                            : new BudgetMeasurement(goodness.apply(counts), 1, part.coverage()));
        }
        return sum;
    }

    private static Instant floor(Instant at, Duration slice) {
        return Instant.ofEpochSecond(at.getEpochSecond() - Math.floorMod(at.getEpochSecond(), slice.toSeconds()));
    }

    private static void requireMinutes(Duration slice) {
        if (slice.toSeconds() < 60 || slice.toSeconds() % 60 != 0) {
            throw new IllegalArgumentException("A slice must be a whole number of minutes, at least 1, got " + slice);
        }
    }
}
