// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stats;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Lengths of time, as a distribution: a mean of few would say more than is known.
///
/// @param sorted shortest first
public record DurationDistribution(List<Duration> sorted) {
    public DurationDistribution {
        sorted = List.copyOf(sorted);
    }

    public static DurationDistribution of(Stream<Duration> any) {
        return new DurationDistribution(any.sorted().toList());
    }

    /// How many are known.
    public int count() {
        return sorted.size();
    }

    /// The shortest one that at least this share of them does not exceed; empty of none.
    ///
    /// @param share above 0, at most 1
    public Optional<Duration> quantile(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a share is above 0 and at most 1, got " + share);
        }
        return sorted.isEmpty()
                ? Optional.empty()
                : Optional.of(sorted.get((int) Math.ceil(share * sorted.size()) - 1));
    }
}
