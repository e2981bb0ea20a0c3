// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// How a team's time is shared out among kinds of work.
///
/// @param shares of each kind, 0 to 1, together 1 (within 1e-9); kinds that are not named get 0
public record CapacitySplit(Map<WorkKind, Double> shares) {
    /// Where nobody said otherwise: 70 % new work, 20 % reliability, 10 % maintenance. A rule of thumb of the
    /// field; which three kinds it means is this product's reading.
    public static final CapacitySplit USUAL =
            new CapacitySplit(Map.of(WorkKind.NEW_WORK, 0.7, WorkKind.RELIABILITY, 0.2, WorkKind.MAINTENANCE, 0.1));

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
            throw new IllegalArgumentException("shares must be 1 together, got " + CapacityFormatter.sum(sum));
        }
        shares = Collections.unmodifiableMap(all);
    }

    private static double sum(Map<WorkKind, Double> numbers) {
        return numbers.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /// The split of person-days; empty when there are none.
    static Optional<CapacitySplit> ofDays(Map<WorkKind, Double> days) {
        double all = sum(days);
        if (all == 0) {
            return Optional.empty();
        }
        Map<WorkKind, Double> shares = new EnumMap<>(WorkKind.class);
        days.forEach((kind, some) -> shares.put(kind, some / all));
        return Optional.of(new CapacitySplit(shares));
    }

    /// Share of a kind, 0 to 1.
    public double share(WorkKind kind) {
        return shares.getOrDefault(kind, 0.0);
    }

    /// Share that has to go from one kind to another to get from here to there, 0 to 1: half of the sum of what
    /// differs.
    public double distance(CapacitySplit other) {
        double differing = 0;
        for (WorkKind kind : WorkKind.values()) {
            differing += Math.abs(share(kind) - other.share(kind));
        }
        return differing / 2;
    }

    /// A part of the way to another split.
    ///
    /// @param part 0 stays here, 1 is there
    CapacitySplit towards(CapacitySplit target, double part) {
        Map<WorkKind, Double> shares = new EnumMap<>(WorkKind.class);
        for (WorkKind kind : WorkKind.values()) {
            shares.put(kind, share(kind) + part * (target.share(kind) - share(kind)));
        }
        return new CapacitySplit(shares);
    }

    /// The same with the shares of some kinds given. The others fill the rest in the ratio they have here;
    /// where they have none, reliability does.
    ///
    /// @param given at most 1 together
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
