// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

import org.HdrHistogram.Histogram;

/// Accumulator of the results of all sections of one contender and case. Not thread-safe.
final class ShadowLoadCollector {
    private static final int DIGITS = 3;
    private static final double MEDIAN = 50;
    private static final double TAIL = 99;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Histogram times = new Histogram(DIGITS);
    private long stuck;
    private long candidates;
    private long threads;
    private boolean endedEarly;

    void addCalls(Histogram returned, long notReturned) {
        times.add(returned);
        stuck += notReturned;
    }

    void addCandidates(long started, boolean tooManyHung) {
        candidates += started;
        endedEarly |= tooManyHung;
    }

    void recordThreads(long alive) {
        threads = Math.max(threads, alive);
    }

    ShadowLoadResult toResult() {
        long returned = times.getTotalCount();
        return new ShadowLoadResult(
                returned + stuck,
                stuck,
                candidates,
                threads,
                endedEarly,
                times.getValueAtPercentile(MEDIAN) / NANOS_PER_MILLI,
                times.getValueAtPercentile(TAIL) / NANOS_PER_MILLI);
    }
}
