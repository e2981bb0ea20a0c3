// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The increase of counters, computed from raw samples. Unlike Prometheus' `increase()` it does not extrapolate
/// to the borders of the interval: each event is counted once, in the interval of the first sample that
/// includes it.
final class CounterIncreaseCalculator {
    /* Larger doubles cannot represent all integers. */
    private static final double LARGEST = 0x1p53;
    private static final double ROUNDING = 1e-6;

    private CounterIncreaseCalculator() {}

    /// Returns the increase of all series together in (from, to].
    ///
    /// The base of a series is its last sample at or before `from`. A series without one starts at zero,
    /// because counters are often created with their first event. A decrease is a counter reset, after which
    /// the new value counts from zero, as in Prometheus.
    ///
    /// @return [CounterIncreaseResult.NoData] when no series has a sample in the interval; a lasting
    ///     [CounterIncreaseResult.Failed] when a sample is not an integer from 0 to 2^53 (a difference of 1e-6
    ///     is rounded), or the sum is larger
    static CounterIncreaseResult calculate(List<TimeSeries> series, Instant from, Instant to) {
        double sum = 0;
        boolean seen = false;
        for (TimeSeries one : series) {
            List<PrometheusSample> inside = one.listSamples(from, to);
            if (inside.isEmpty()) {
                continue;
            }
            seen = true;
            List<PrometheusSample> path = withBase(one.findLastUntil(from), inside);
            Optional<PrometheusSample> odd =
                    path.stream().filter(sample -> !isCount(sample.value())).findFirst();
            if (odd.isPresent()) {
                return failed(one.format() + " has the value " + odd.get().value() + " at "
                        + odd.get().at());
            }
            sum += growth(path);
        }
        if (sum > LARGEST) {
            return failed("The counters increased by " + sum + " in total from " + from + " to " + to);
        }
        return seen ? new CounterIncreaseResult.Counted((long) sum) : new CounterIncreaseResult.NoData();
    }

    /// Returns the samples preceded by the base, or by zero when there is none.
    private static List<PrometheusSample> withBase(@Nullable PrometheusSample base, List<PrometheusSample> inside) {
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
                fact + "; an event counter must be a whole number from 0 to 2^53. Use another counter.", true);
    }
}
