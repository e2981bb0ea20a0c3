// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.tracking;

import java.util.concurrent.TimeUnit;

/// Which units this process told the server of lately, so that each is told of again after a while: the server
/// hears by that whether outcomes of both variants arrive. One unit in four, chosen by its hash, once in each
/// two minutes. Thread-safe.
public final class UnitReReportSchedule {
    private static final long ROUND_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final int MAX_UNITS = 100_000;
    private static final long CHOSEN_BITS = 3L << Integer.SIZE;

    private volatile ReportRound round;

    UnitReReportSchedule(long nowNanos) {
        this.round = new ReportRound(nowNanos, new BoundedUnitSet(MAX_UNITS));
    }

    /// Whether a unit is one of those told of again and again; the others are told of once.
    public static boolean isChosen(long unit) {
        return (unit & CHOSEN_BITS) == 0;
    }

    /// Whether a chosen unit has not been told of in this round; then it has been from now on. Of calls at
    /// the same time it is due for one.
    public boolean isDue(long unit, long nowNanos) {
        return told(nowNanos).add(unit) == BoundedUnitSet.AddResult.ADDED;
    }

    private BoundedUnitSet told(long nowNanos) {
        ReportRound current = round;
        return current.isOver(nowNanos) ? next(nowNanos) : current.told;
    }

    private synchronized BoundedUnitSet next(long nowNanos) {
        if (round.isOver(nowNanos)) {
            round = new ReportRound(nowNanos, new BoundedUnitSet(MAX_UNITS));
        }
        return round.told;
    }

    private record ReportRound(long beganNanos, BoundedUnitSet told) {
        boolean isOver(long nowNanos) {
            return nowNanos - beganNanos >= ROUND_NANOS;
        }
    }
}
