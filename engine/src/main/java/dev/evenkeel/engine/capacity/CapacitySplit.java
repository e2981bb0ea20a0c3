// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// A split of a team's time among kinds of work.
///
/// @param shares share of each kind, 0 to 1, sum 1 (within 1e-9); missing kinds have share 0
public record CapacitySplit(Map<WorkKind, Double> shares) {
    /// Default split: 70% new work, 20% reliability, 10% maintenance. A common rule of thumb; the mapping to
    /// three kinds is ours.
    public static final CapacitySplit DEFAULT =
            new CapacitySplit(Map.of(WorkKind.NEW_WORK, 0.7, WorkKind.RELIABILITY, 0.2, WorkKind.MAINTENANCE, 0.1));

    private static final MathContext TEN_DIGITS = new MathContext(10);
    private static final double TOLERANCE = 1e-9;

    public CapacitySplit {
        Map<WorkKind, Double> all = new EnumMap<>(WorkKind.class);
        for (WorkKind kind : WorkKind.values()) {
            double share = shares.getOrDefault(kind, 0.0);
            if (!(share >= 0 && share <= 1 + TOLERANCE)) {
                throw new IllegalArgumentException("the share of " + kind + " must be 0 to 1, got " + share);
            }
            all.put(kind, share);
        }
        double sum = sum(all);
        if (Math.abs(sum - 1) > TOLERANCE) {
            throw new IllegalArgumentException("shares must add up to 1, got "
                    + new BigDecimal(sum, TEN_DIGITS).stripTrailingZeros().toPlainString());
        }
        shares = Collections.unmodifiableMap(all);
    }

    private static double sum(Map<WorkKind, Double> numbers) {
        return numbers.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /// Returns the split of person-days; empty when there are none.
    static Optional<CapacitySplit> ofDays(Map<WorkKind, Double> days) {
        double all = sum(days);
        if (all == 0) {
            return Optional.empty();
        }
        Map<WorkKind, Double> shares = new EnumMap<>(WorkKind.class);
        days.forEach((kind, some) -> shares.put(kind, some / all));
        return Optional.of(new CapacitySplit(shares));
    }

    public double shareOf(WorkKind kind) {
        return shares.getOrDefault(kind, 0.0);
    }

    /// Returns the share that must move between kinds to reach another split, 0 to 1: half of the sum of
    /// absolute differences.
    public double distanceTo(CapacitySplit other) {
        double differing = 0;
        for (WorkKind kind : WorkKind.values()) {
            differing += Math.abs(shareOf(kind) - other.shareOf(kind));
        }
        return differing / 2;
    }

    /// Interpolates towards another split.
    ///
    /// @param part 0 returns this split, 1 the target
    CapacitySplit moveTowards(CapacitySplit target, double part) {
        Map<WorkKind, Double> shares = new EnumMap<>(WorkKind.class);
        for (WorkKind kind : WorkKind.values()) {
            shares.put(kind, shareOf(kind) + part * (target.shareOf(kind) - shareOf(kind)));
        }
        return new CapacitySplit(shares);
    }

    /// Returns a copy with the shares of some kinds set. The others fill the rest in their current ratio;
    /// reliability does where they have no share.
    ///
    /// @param given shares, sum at most 1
    CapacitySplit with(Map<WorkKind, Double> given) {
        double rest = Math.max(0, 1 - sum(given));
        Map<WorkKind, Double> shares = new EnumMap<>(shares());
        shares.keySet().removeAll(given.keySet());
        double others = sum(shares);
        shares.replaceAll((kind, share) -> others == 0 ? 0 : rest * share / others);
        shares.putAll(given);
        if (others == 0) {
            shares.merge(WorkKind.RELIABILITY, rest, Double::sum);
        }
        return new CapacitySplit(shares);
    }
}
