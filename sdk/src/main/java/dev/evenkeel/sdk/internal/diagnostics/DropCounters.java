// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.diagnostics;

import dev.evenkeel.sdk.DropCause;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Counters of dropped data by cause. Any thread counts; one thread reports.
public final class DropCounters {
    private final Map<DropCause, LongAdder> counts = new EnumMap<>(DropCause.class);
    private long reported;

    public DropCounters() {
        for (DropCause cause : DropCause.values()) {
            counts.put(cause, new LongAdder());
        }
    }

    public void add(DropCause cause, long count) {
        LongAdder adder = counts.get(cause);
        if (adder != null) {
            adder.add(count);
        }
    }

    /// Removes and returns the count since the last report.
    public long drainUnreported() {
        long total = counts.values().stream().mapToLong(LongAdder::sum).sum();
        long unreported = total - reported;
        reported = total;
        return unreported;
    }

    /// Restores a count whose report did not arrive.
    public void restoreUnreported(long unreported) {
        reported -= unreported;
    }

    public Map<DropCause, Long> totals() {
        Map<DropCause, Long> totals = new EnumMap<>(DropCause.class);
        counts.forEach((cause, adder) -> {
            if (adder.sum() > 0) {
                totals.put(cause, adder.sum());
            }
        });
        return totals;
    }
}
