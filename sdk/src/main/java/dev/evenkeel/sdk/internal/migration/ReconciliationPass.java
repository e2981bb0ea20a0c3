// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.migration;

import dev.evenkeel.sdk.store.KeyOrderedStore;
import dev.evenkeel.sdk.store.KeyRange;
import dev.evenkeel.sdk.store.RangeChecksum;
import dev.evenkeel.sdk.store.ReconciliationReport;
import dev.evenkeel.sdk.store.ReconciliationReport.Mismatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One comparison of all that two stores hold: once over everything, then again and again over what differed,
/// closer each time, until it agrees or the patience is over. Confined to one thread.
final class ReconciliationPass<K extends Comparable<? super K>> {
    /* Looking closer costs some reads for each range: where much differs, the first few tell enough. */
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

    /// How a pass is made.
    ///
    /// @param patience how long stores may differ before that is a mismatch
    record PassSettings(int rangeRows, RowRateLimiter pace, Duration patience) {}

    /// Is told how far a pass has come, after each range.
    @FunctionalInterface
    interface PassProgressListener {
        void counted(long ranges, long rows) throws InterruptedException;
    }

    ReconciliationReport<K> run() throws InterruptedException {
        compareAll();
        settle();
        return new ReconciliationReport<>(
                ranges, rows, suspects.stream().map(SuspectRange::mismatch).toList());
    }

    /* What is written after the last key of the beginning is the next pass's. */
    private void compareAll() throws InterruptedException {
        K last = later(oldStore.lastKey(), newStore.lastKey());
        K after = null;
        K upTo = oldStore.keyAfter(null, terms.rangeRows());
        while (last != null && upTo != null && upTo.compareTo(last) < 0) {
            compare(new KeyRange<>(after, upTo));
            after = upTo;
            upTo = oldStore.keyAfter(after, terms.rangeRows());
        }
        compare(new KeyRange<>(after, last));
    }

    private @Nullable K later(@Nullable K one, @Nullable K other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) < 0 ? other : one;
    }

    private void compare(KeyRange<K> range) throws InterruptedException {
        RangeChecksum inOld = oldStore.sum(range);
        RangeChecksum inNew = newStore.sum(range);
        if (!inOld.equals(inNew)) {
            suspects.add(new SuspectRange(range, suspects.size() < MOST_NARROWED ? MOST_WHERE : 0));
        }
        long most = Math.max(inOld.rows(), inNew.rows());
        ranges++;
        rows += most;
        counting.counted(ranges, rows);
        terms.pace().after(most);
    }

    private void settle() throws InterruptedException {
        long left = terms.patience().toMillis();
        long pause = FIRST_PAUSE_MILLIS;
        suspects.removeIf(SuspectRange::agrees);
        while (!suspects.isEmpty() && left > 0) {
            long now = Math.min(pause, left);
            TimeUnit.MILLISECONDS.sleep(now);
            left -= now;
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            suspects.removeIf(SuspectRange::agrees);
        }
    }

    private boolean differs(KeyRange<K> range) {
        return !oldStore.sum(range).equals(newStore.sum(range));
    }

    /// Part of a range that differed when it was last looked at.
    ///
    /// @param rows how many rows it has, about
    private record SubRange<K extends Comparable<? super K>>(KeyRange<K> range, int rows) {}

    /// A range that differed. It agrees when each part of it was seen to agree, at one moment or another: a
    /// range in which there is always something under way never agrees as a whole.
    private final class SuspectRange {
        private final KeyRange<K> range;
        private final int most;
        private List<SubRange<K>> differing;

        /// @param most how many parts it is narrowed down to
        SuspectRange(KeyRange<K> range, int most) {
            this.range = range;
            this.most = most;
            this.differing = List.of(new SubRange<>(range, terms.rangeRows()));
        }

        /// Looks again where it differed, closer where it still does.
        boolean agrees() {
            List<SubRange<K>> left = new ArrayList<>();
            for (SubRange<K> part : differing) {
                lookAt(part, left);
            }
            differing = left;
            return left.isEmpty();
        }

        private void lookAt(SubRange<K> part, List<SubRange<K>> left) {
            if (!differs(part.range())) {
                return;
            }
            K end = left.size() < most ? end(part.range().after(), part) : null;
            if (end == null && (part.rows() == 1 || left.size() >= most)) {
                left.add(part);
            } else {
                split(part, end, left);
            }
        }

        private void split(SubRange<K> part, @Nullable K firstEnd, List<SubRange<K>> left) {
            int rows = smaller(part);
            K after = part.range().after();
            for (K end = firstEnd; end != null; end = end(after, part)) {
                lookAt(new SubRange<>(new KeyRange<>(after, end), rows), left);
                after = end;
            }
            lookAt(new SubRange<>(new KeyRange<>(after, part.range().upTo()), rows), left);
        }

        /* Where a smaller part ends; null for the last one. */
        private @Nullable K end(@Nullable K after, SubRange<K> part) {
            int rows = smaller(part);
            K inOld = oldStore.keyAfter(after, rows);
            if (inOld != null && part.range().goesBeyond(inOld)) {
                return inOld;
            }
            K inNew = newStore.keyAfter(after, rows);
            return inNew != null && part.range().goesBeyond(inNew) ? inNew : null;
        }

        private int smaller(SubRange<K> part) {
            return Math.max(1, part.rows() / PARTS);
        }

        Mismatch<K> mismatch() {
            List<KeyRange<K>> where =
                    differing.stream().limit(MOST_WHERE).map(SubRange::range).toList();
            KeyRange<K> first = where.get(0);
            return new Mismatch<>(range, where, oldStore.sum(first), newStore.sum(first));
        }
    }
}
