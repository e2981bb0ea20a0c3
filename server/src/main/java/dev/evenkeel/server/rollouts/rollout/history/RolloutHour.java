// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The sum of a rollout's ticks in one hour at one exposure.
///
/// @param key hour and exposure
/// @param step 0-based index of the step with this exposure
/// @param exposure share of units on the candidate
/// @param ticks number of ticks
/// @param control outcomes of control
/// @param candidate outcomes of the candidate
public record RolloutHour(
        RevisionHourKey key, int step, Percent exposure, long ticks, VariantCounts control, VariantCounts candidate) {
    /// @param hour start of the hour
    /// @param revision flag revision under which the calls were evaluated
    /// @param late whether a newer revision had been set when the ticks were closed
    record RevisionHourKey(Instant hour, long revision, boolean late) implements Comparable<RevisionHourKey> {
        private static final Comparator<RevisionHourKey> ORDER = Comparator.comparing(RevisionHourKey::hour)
                .thenComparingLong(RevisionHourKey::revision)
                .thenComparing(RevisionHourKey::late);

        @Override
        public int compareTo(RevisionHourKey other) {
            return ORDER.compare(this, other);
        }
    }

    public static RolloutHour of(RolloutTick tick) {
        return new RolloutHour(
                new RevisionHourKey(tick.at().truncatedTo(ChronoUnit.HOURS), tick.revision(), tick.late()),
                tick.step(),
                tick.exposure(),
                1,
                tick.control(),
                tick.candidate());
    }

    /// Returns the sum with another one of the same key.
    RolloutHour plus(RolloutHour other) {
        return new RolloutHour(
                key, step, exposure, ticks + other.ticks, control.plus(other.control), candidate.plus(other.candidate));
    }

    /// Sums hours by key, in chronological order.
    public static List<RolloutHour> sum(Collection<RolloutHour> some) {
        Map<RevisionHourKey, RolloutHour> sums = new TreeMap<>();
        some.forEach(one -> sums.merge(one.key(), one, RolloutHour::plus));
        return List.copyOf(sums.values());
    }
}
