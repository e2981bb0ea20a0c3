// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An estimator of when a candidate began to fail more often than control.
///
/// The estimate is the maximum-likelihood change point: from it on the candidate's failures are Poisson with
/// their own rate, before it with control's. Control's rate is that of the same period, shrunk towards its
/// rate over all samples where it made few calls, so that a period in which both fail is not an onset.
public final class FailureOnsetEstimator {
    /* Control calls at which the rate of one period and the overall rate weigh the same. */
    private static final double PRIOR_CALLS = 50;

    private FailureOnsetEstimator() {}

    /// The counts of one variant.
    public record CallCounts(long calls, long failures) {}

    /// The counts of one period.
    ///
    /// @param at end of the period
    /// @param failedFrom when the earliest call ended that was the first of its unit to fail on the
    ///     candidate; null when there is none
    public record Sample(Instant at, @Nullable Instant failedFrom, CallCounts control, CallCounts candidate) {}

    /// Returns when the first failure ended that control's rate does not explain.
    ///
    /// @param samples in the order of arrival; earlier events may arrive later
    /// @return empty when the candidate did not fail more often than control
    public static Optional<Instant> estimate(List<Sample> samples) {
        double usual = meanRate(samples);
        double failures = 0;
        double expected = 0;
        double best = 0;
        int first = -1;
        for (int i = samples.size() - 1; i >= 0; i--) {
            Sample sample = samples.get(i);
            failures += sample.candidate().failures();
            expected += sample.candidate().calls() * expectedRate(sample.control(), usual);
            double likelihood =
                    failures > expected ? failures * Math.log(failures / expected) - failures + expected : 0;
            if (sample.candidate().failures() > 0 && likelihood >= best && likelihood > 0) {
                best = likelihood;
                first = i;
            }
        }
        return first < 0
                ? Optional.empty()
                : samples.subList(first, samples.size()).stream()
                        .filter(sample -> sample.candidate().failures() > 0)
                        .map(FailureOnsetEstimator::startOf)
                        .min(Comparator.naturalOrder());
    }

    private static Instant startOf(Sample sample) {
        return Objects.requireNonNullElse(sample.failedFrom(), sample.at());
    }

    private static double meanRate(List<Sample> samples) {
        double failures =
                samples.stream().mapToDouble(one -> one.control().failures()).sum();
        double calls =
                samples.stream().mapToDouble(one -> one.control().calls()).sum();
        return (failures + 0.5) / (calls + 1);
    }

    private static double expectedRate(CallCounts control, double usual) {
        return (control.failures() + PRIOR_CALLS * usual) / (control.calls() + PRIOR_CALLS);
    }
}
