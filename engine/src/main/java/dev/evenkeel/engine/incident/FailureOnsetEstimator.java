// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds when a candidate began to fail more often than control. Pure.
///
/// It is the change point of greatest likelihood: from it on the candidate's failures are Poisson with a rate
/// of their own, before it with control's. Control's rate is that of the same time, drawn to its rate over all
/// samples where it made few calls, so that a time in which both fail is no begin of harm.
public final class FailureOnsetEstimator {
    /* Calls of control by which the rate of one time weighs as much as the rate over all. */
    private static final double PRIOR_CALLS = 50;

    private FailureOnsetEstimator() {}

    /// What one variant did.
    public record CallCounts(long calls, long failures) {}

    /// What was counted in a time.
    ///
    /// @param at when the time ended
    /// @param failedFrom when the earliest call had ended that was the first of its unit to fail on the
    ///     candidate; null when there is none
    public record Sample(Instant at, @Nullable Instant failedFrom, CallCounts control, CallCounts candidate) {}

    /// When the first of the failures ended that control's rate does not explain.
    ///
    /// @param samples in the order in which they arrived; what happened earlier may arrive later
    /// @return empty when the candidate did not fail more often than control
    public static Optional<Instant> of(List<Sample> samples) {
        double usual = usualRate(samples);
        double failures = 0;
        double expected = 0;
        double best = 0;
        int first = -1;
        for (int i = samples.size() - 1; i >= 0; i--) {
            Sample sample = samples.get(i);
            failures += sample.candidate().failures();
            expected += sample.candidate().calls() * rate(sample.control(), usual);
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
                        .map(FailureOnsetEstimator::begin)
                        .min(Comparator.naturalOrder());
    }

    private static Instant begin(Sample sample) {
        return Objects.requireNonNullElse(sample.failedFrom(), sample.at());
    }

    private static double usualRate(List<Sample> samples) {
        double failures =
                samples.stream().mapToDouble(one -> one.control().failures()).sum();
        double calls =
                samples.stream().mapToDouble(one -> one.control().calls()).sum();
        return (failures + 0.5) / (calls + 1);
    }

    private static double rate(CallCounts control, double usual) {
        return (control.failures() + PRIOR_CALLS * usual) / (control.calls() + PRIOR_CALLS);
    }
}
