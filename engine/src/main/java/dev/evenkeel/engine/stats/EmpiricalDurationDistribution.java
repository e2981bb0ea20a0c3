// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stats;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An empirical distribution of durations; shown instead of a mean, which for few values would claim too
/// much.
///
/// @param sorted durations, shortest first
public record EmpiricalDurationDistribution(List<Duration> sorted) {
    public EmpiricalDurationDistribution {
        sorted = List.copyOf(sorted);
    }

    public static EmpiricalDurationDistribution of(Stream<Duration> any) {
        return new EmpiricalDurationDistribution(any.sorted().toList());
    }

    public int count() {
        return sorted.size();
    }

    /// Returns the shortest duration that at least this share does not exceed; empty without durations.
    ///
    /// @param share above 0, at most 1
    public Optional<Duration> quantile(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be above 0 and at most 1, got " + share);
        }
        return sorted.isEmpty()
                ? Optional.empty()
                : Optional.of(sorted.get((int) Math.ceil(share * sorted.size()) - 1));
    }
}
