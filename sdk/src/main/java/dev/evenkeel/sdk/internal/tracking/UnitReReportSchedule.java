// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.tracking;

import java.util.concurrent.TimeUnit;

/// The schedule by which units are reported again after a while, so that the server can check that outcomes
/// of both variants arrive. One unit in four, chosen by its hash, once in each two minutes. Thread-safe.
public final class UnitReReportSchedule {
    private static final long ROUND_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final int MAX_UNITS = 100_000;
    private static final long CHOSEN_BITS = 3L << Integer.SIZE;

    private volatile ReportRound round;

    UnitReReportSchedule(long nowNanos) {
        this.round = new ReportRound(nowNanos, new BoundedUnitSet(MAX_UNITS));
    }

    /// Whether a unit is reported repeatedly; the others are reported once.
    public static boolean isReReported(long unit) {
        return (unit & CHOSEN_BITS) == 0;
    }

    /// Whether a chosen unit has not been reported in this round; marks it as reported. For concurrent calls
    /// it is due for one.
    public boolean claimIfDue(long unit, long nowNanos) {
        return currentUnits(nowNanos).add(unit) == BoundedUnitSet.AddResult.ADDED;
    }

    private BoundedUnitSet currentUnits(long nowNanos) {
        ReportRound current = round;
        return current.isOver(nowNanos) ? startNextRound(nowNanos) : current.units;
    }

    private synchronized BoundedUnitSet startNextRound(long nowNanos) {
        if (round.isOver(nowNanos)) {
            round = new ReportRound(nowNanos, new BoundedUnitSet(MAX_UNITS));
        }
        return round.units;
    }

    private record ReportRound(long beganNanos, BoundedUnitSet units) {
        boolean isOver(long nowNanos) {
            return nowNanos - beganNanos >= ROUND_NANOS;
        }
    }
}
