// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.migration;

import dev.evenkeel.sdk.store.KeyRange;
import dev.evenkeel.sdk.store.RangeSum;
import dev.evenkeel.sdk.store.RangedStore;
import dev.evenkeel.sdk.store.ReconciliationReport;
import dev.evenkeel.sdk.store.ReconciliationReport.Mismatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One comparison of all that two stores hold: once over everything, then again and again over what differed,
/// closer each time, until it agrees or the patience is over. Confined to one thread.
final class StorePass<K extends Comparable<? super K>> {
    /* Looking closer costs some reads for each range: where much differs, the first few tell enough. */
    private static final int MOST_NARROWED = 100;
    private static final int MOST_WHERE = 32;
    private static final int PARTS = 8;
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private final RangedStore<K> oldStore;
    private final RangedStore<K> newStore;
    private final Terms terms;
    private final Counting counting;
    private final List<Suspect> suspects = new ArrayList<>();
    private long ranges;
    private long rows;

    StorePass(RangedStore<K> oldStore, RangedStore<K> newStore, Terms terms, Counting counting) {
        this.oldStore = oldStore;
        this.newStore = newStore;
        this.terms = terms;
        this.counting = counting;
    }

    /// How a pass is made.
    ///
    /// @param patience how long stores may differ before that is a mismatch
    record Terms(int rangeRows, Pace pace, Duration patience) {}

    /// Is told how far a pass has come, after each range.
    @FunctionalInterface
    interface Counting {
        void counted(long ranges, long rows) throws InterruptedException;
    }

    ReconciliationReport<K> run() throws InterruptedException {
        compareAll();
        settle();
        return new ReconciliationReport<>(
                ranges, rows, suspects.stream().map(Suspect::mismatch).toList());
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
        RangeSum inOld = oldStore.sum(range);
        RangeSum inNew = newStore.sum(range);
        if (!inOld.equals(inNew)) {
            suspects.add(new Suspect(range, suspects.size() < MOST_NARROWED ? MOST_WHERE : 0));
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
        suspects.removeIf(Suspect::agrees);
        while (!suspects.isEmpty() && left > 0) {
            long now = Math.min(pause, left);
            TimeUnit.MILLISECONDS.sleep(now);
            left -= now;
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            suspects.removeIf(Suspect::agrees);
        }
    }

    private boolean differs(KeyRange<K> range) {
        return !oldStore.sum(range).equals(newStore.sum(range));
    }

    /// Part of a range that differed when it was last looked at.
    ///
    /// @param rows how many rows it has, about
    private record Part<K extends Comparable<? super K>>(KeyRange<K> range, int rows) {}

    /// A range that differed. It agrees when each part of it was seen to agree, at one moment or another: a range
    /// in which there is always something under way never agrees as a whole.
    private final class Suspect {
        private final KeyRange<K> range;
        private final int most;
        private List<Part<K>> differing;

        /// @param most how many parts it is narrowed down to
        Suspect(KeyRange<K> range, int most) {
            this.range = range;
            this.most = most;
            this.differing = List.of(new Part<>(range, terms.rangeRows()));
        }

        /// Looks again where it differed, closer where it still does.
        boolean agrees() {
            List<Part<K>> left = new ArrayList<>();
            for (Part<K> part : differing) {
                lookAt(part, left);
            }
            differing = left;
            return left.isEmpty();
        }

        private void lookAt(Part<K> part, List<Part<K>> left) {
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

        private void split(Part<K> part, @Nullable K firstEnd, List<Part<K>> left) {
            int rows = smaller(part);
            K after = part.range().after();
            for (K end = firstEnd; end != null; end = end(after, part)) {
                lookAt(new Part<>(new KeyRange<>(after, end), rows), left);
                after = end;
            }
            lookAt(new Part<>(new KeyRange<>(after, part.range().upTo()), rows), left);
        }

        /* Where a smaller part ends; null for the last one. */
        private @Nullable K end(@Nullable K after, Part<K> part) {
            int rows = smaller(part);
            K inOld = oldStore.keyAfter(after, rows);
            if (inOld != null && part.range().goesBeyond(inOld)) {
                return inOld;
            }
            K inNew = newStore.keyAfter(after, rows);
            return inNew != null && part.range().goesBeyond(inNew) ? inNew : null;
        }

        private int smaller(Part<K> part) {
            return Math.max(1, part.rows() / PARTS);
        }

        Mismatch<K> mismatch() {
            List<KeyRange<K>> where =
                    differing.stream().limit(MOST_WHERE).map(Part::range).toList();
            KeyRange<K> first = where.get(0);
            return new Mismatch<>(range, where, oldStore.sum(first), newStore.sum(first));
        }
    }
}
