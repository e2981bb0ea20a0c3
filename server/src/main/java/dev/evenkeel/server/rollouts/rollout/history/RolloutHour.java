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

/// Ticks of a rollout, added up: those that were closed in an hour, about one exposure.
///
/// @param key which hour and which exposure
/// @param step 0-based index of the step whose exposure it is
/// @param exposure share of units on the candidate
/// @param ticks how many
/// @param control what control did
/// @param candidate what the candidate did
public record RolloutHour(
        Key key, int step, Percent exposure, long ticks, VariantCounts control, VariantCounts candidate) {
    /// @param hour its beginning
    /// @param revision flag revision under which the calls were evaluated
    /// @param late whether a newer revision was set by then
    record Key(Instant hour, long revision, boolean late) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::hour).thenComparingLong(Key::revision).thenComparing(Key::late);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    public static RolloutHour of(RolloutTick tick) {
        return new RolloutHour(
                new Key(tick.at().truncatedTo(ChronoUnit.HOURS), tick.revision(), tick.late()),
                tick.step(),
                tick.exposure(),
                1,
                tick.control(),
                tick.candidate());
    }

    /// The sum with another of the same key.
    RolloutHour plus(RolloutHour other) {
        return new RolloutHour(
                key, step, exposure, ticks + other.ticks, control.plus(other.control), candidate.plus(other.candidate));
    }

    /// One for each key, in the order of time.
    public static List<RolloutHour> sum(Collection<RolloutHour> some) {
        Map<Key, RolloutHour> sums = new TreeMap<>();
        some.forEach(one -> sums.merge(one.key(), one, RolloutHour::plus));
        return List.copyOf(sums.values());
    }
}
