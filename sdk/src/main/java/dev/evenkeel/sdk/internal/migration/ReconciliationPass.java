// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.migration;

import dev.evenkeel.sdk.store.KeyOrderedStore;
import dev.evenkeel.sdk.store.KeyRange;
import dev.evenkeel.sdk.store.RangeChecksum;
import dev.evenkeel.sdk.store.ReconciliationReport;
import dev.evenkeel.sdk.store.ReconciliationReport.MismatchedRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One complete comparison of two stores: once over everything, then repeatedly over the ranges that differed,
/// in smaller parts each time, until they agree or the patience has passed.
final class ReconciliationPass<K extends Comparable<? super K>> {
    /* Narrowing costs some reads for each range: with many differences, the first few suffice. */
    private static final int MOST_NARROWED = 100;
    private static final int MOST_WHERE = 32;
    private static final int PARTS = 8;
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private final KeyOrderedStore<K> oldStore;
    private final KeyOrderedStore<K> newStore;
    private final PassSettings terms;
    private final PassProgressListener counting;
    private final List<SuspectRange> suspects = new ArrayList<>();
    private long ranges;
    private long rows;

    ReconciliationPass(
            KeyOrderedStore<K> oldStore,
            KeyOrderedStore<K> newStore,
            PassSettings terms,
            PassProgressListener counting) {
        this.oldStore = oldStore;
        this.newStore = newStore;
        this.terms = terms;
        this.counting = counting;
    }

    /// The settings of a pass.
    ///
    /// @param gracePeriod how long stores may differ before it is a mismatch
    record PassSettings(int rangeRows, RowRateLimiter pace, Duration gracePeriod) {}

    /// A listener for the progress of a pass, called after each range.
    @FunctionalInterface
    interface PassProgressListener {
        void onProgress(long ranges, long rows) throws InterruptedException;
    }

    ReconciliationReport<K> run() throws InterruptedException {
        compareAll();
        recheckSuspects();
        return new ReconciliationReport<>(
                ranges, rows, suspects.stream().map(SuspectRange::mismatch).toList());
    }

    /* Rows written after the last key at the start belong to the next pass. */
    private void compareAll() throws InterruptedException {
        K last = maxKey(oldStore.lastKey(), newStore.lastKey());
        K after = null;
        K upTo = oldStore.keyAfter(null, terms.rangeRows());
        while (last != null && upTo != null && upTo.compareTo(last) < 0) {
            compare(new KeyRange<>(after, upTo));
            after = upTo;
            upTo = oldStore.keyAfter(after, terms.rangeRows());
        }
        compare(new KeyRange<>(after, last));
    }

    private @Nullable K maxKey(@Nullable K one, @Nullable K other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) < 0 ? other : one;
    }

    private void compare(KeyRange<K> range) throws InterruptedException {
        RangeChecksum inOld = oldStore.checksum(range);
        RangeChecksum inNew = newStore.checksum(range);
        if (!inOld.equals(inNew)) {
            suspects.add(new SuspectRange(range, suspects.size() < MOST_NARROWED ? MOST_WHERE : 0));
        }
        long most = Math.max(inOld.rows(), inNew.rows());
        ranges++;
        rows += most;
        counting.onProgress(ranges, rows);
        terms.pace().pauseAfter(most);
    }

    private void recheckSuspects() throws InterruptedException {
        long left = terms.gracePeriod().toMillis();
        long pause = FIRST_PAUSE_MILLIS;
        suspects.removeIf(SuspectRange::recheck);
        while (!suspects.isEmpty() && left > 0) {
            long now = Math.min(pause, left);
            TimeUnit.MILLISECONDS.sleep(now);
            left -= now;
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            suspects.removeIf(SuspectRange::recheck);
        }
    }

    private boolean differs(KeyRange<K> range) {
        return !oldStore.checksum(range).equals(newStore.checksum(range));
    }

    /// Part of a range that differed when it was last compared.
    ///
    /// @param rows estimated number of rows
    private record SubRange<K extends Comparable<? super K>>(KeyRange<K> range, int rows) {}

    /// A range that differed. It agrees when each of its parts has agreed at any time: a range with constant
    /// writes in flight never agrees as a whole.
    private final class SuspectRange {
        private final KeyRange<K> range;
        private final int most;
        private List<SubRange<K>> differing;

        /// @param most maximum number of parts to which it is narrowed down
        SuspectRange(KeyRange<K> range, int most) {
            this.range = range;
            this.most = most;
            this.differing = List.of(new SubRange<>(range, terms.rangeRows()));
        }

        /// Compares the differing parts again, split further where they still differ.
        boolean recheck() {
            List<SubRange<K>> left = new ArrayList<>();
            for (SubRange<K> part : differing) {
                narrow(part, left);
            }
            differing = left;
            return left.isEmpty();
        }

        private void narrow(SubRange<K> part, List<SubRange<K>> left) {
            if (!differs(part.range())) {
                return;
            }
            K end = left.size() < most ? findSubRangeEnd(part.range().after(), part) : null;
            if (end == null && (part.rows() == 1 || left.size() >= most)) {
                left.add(part);
            } else {
                split(part, end, left);
            }
        }

        private void split(SubRange<K> part, @Nullable K firstEnd, List<SubRange<K>> left) {
            int rows = subRangeRows(part);
            K after = part.range().after();
            for (K end = firstEnd; end != null; end = findSubRangeEnd(after, part)) {
                narrow(new SubRange<>(new KeyRange<>(after, end), rows), left);
                after = end;
            }
            narrow(new SubRange<>(new KeyRange<>(after, part.range().upTo()), rows), left);
        }

        /* Returns the end of a smaller part; null for the last one. */
        private @Nullable K findSubRangeEnd(@Nullable K after, SubRange<K> part) {
            int rows = subRangeRows(part);
            K inOld = oldStore.keyAfter(after, rows);
            if (inOld != null && part.range().extendsBeyond(inOld)) {
                return inOld;
            }
            K inNew = newStore.keyAfter(after, rows);
            return inNew != null && part.range().extendsBeyond(inNew) ? inNew : null;
        }

        private int subRangeRows(SubRange<K> part) {
            return Math.max(1, part.rows() / PARTS);
        }

        MismatchedRange<K> mismatch() {
            List<KeyRange<K>> where =
                    differing.stream().limit(MOST_WHERE).map(SubRange::range).toList();
            KeyRange<K> first = where.get(0);
            return new MismatchedRange<>(range, where, oldStore.checksum(first), newStore.checksum(first));
        }
    }
}
