// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How much counters grew, from their raw samples. Unlike Prometheus' `increase()` it adds nothing for
/// the time between a border of the interval and the nearest sample: each event is counted once, in the
/// interval of the first sample that shows it.
final class CounterIncreaseCalculator {
    /* Above it a double skips whole numbers. */
    private static final double LARGEST = 0x1p53;
    private static final double ROUNDING = 1e-6;

    private CounterIncreaseCalculator() {}

    /// The growth of all series together in (from, to].
    ///
    /// The base of a series is its last sample at or before `from`. A series without one counts from
    /// zero: counters are often made when their first event happens. Where a value falls, the counter
    /// began anew, and the new value counts from zero, as Prometheus has it.
    ///
    /// @return [CounterIncreaseResult.NoData] when no series has a sample in the interval; a lasting
    ///     [CounterIncreaseResult.Failed] when a sample is no whole number from 0 to 2^53 (a difference of 1e-6
    ///     is rounded), or the sum is larger
    static CounterIncreaseResult of(List<TimeSeries> series, Instant from, Instant to) {
        double sum = 0;
        boolean seen = false;
        for (TimeSeries one : series) {
            List<PrometheusSample> inside = one.within(from, to);
            if (inside.isEmpty()) {
                continue;
            }
            seen = true;
            List<PrometheusSample> path = path(one.lastUntil(from), inside);
            Optional<PrometheusSample> odd =
                    path.stream().filter(sample -> !isCount(sample.value())).findFirst();
            if (odd.isPresent()) {
                return failed(one.title() + " has the value " + odd.get().value() + " at "
                        + odd.get().at());
            }
            sum += growth(path);
        }
        if (sum > LARGEST) {
            return failed("The counters grew by " + sum + " together from " + from + " to " + to);
        }
        return seen ? new CounterIncreaseResult.Counted((long) sum) : new CounterIncreaseResult.NoData();
    }

    /// From the base, or zero where there is none.
    private static List<PrometheusSample> path(@Nullable PrometheusSample base, List<PrometheusSample> inside) {
        List<PrometheusSample> path = new ArrayList<>(inside.size() + 1);
        path.add(base == null ? new PrometheusSample(Instant.MIN, 0) : base);
        path.addAll(inside);
        return path;
    }

    private static boolean isCount(double value) {
        double whole = Math.rint(value);
        return Math.abs(value - whole) <= ROUNDING && whole >= 0 && whole <= LARGEST;
    }

    private static double growth(List<PrometheusSample> path) {
        double sum = 0;
        double last = Math.rint(path.getFirst().value());
        for (PrometheusSample sample : path.subList(1, path.size())) {
            double value = Math.rint(sample.value());
            sum += value < last ? value : value - last;
            last = value;
        }
        return sum;
    }

    private static CounterIncreaseResult failed(String fact) {
        return new CounterIncreaseResult.Failed(
                fact + ", but a counter of events is a whole number from 0 to 2^53; choose another counter.", true);
    }
}
