// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.migration;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.sdk.Migration;
import dev.evenkeel.sdk.store.Backfill;
import dev.evenkeel.sdk.store.BackfillJournal;
import dev.evenkeel.sdk.store.KeyOrderedStore;
import dev.evenkeel.sdk.store.KeyRange;
import dev.evenkeel.sdk.store.RangeCopier;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The implementation of backfills: copies range by range while the stage allows it.
final class BackfillImpl<K extends Comparable<? super K>> implements Backfill {
    private final BackfillContext<K> subject;
    private final BackfillJournal<K> journal;
    private final int rangeRows;
    private final RowRateLimiter pace;
    private volatile Progress progress = new Progress(0, 0, false);

    private BackfillImpl(BackfillContext<K> subject, BackfillJournal<K> journal, int rangeRows, RowRateLimiter pace) {
        this.subject = subject;
        this.journal = journal;
        this.rangeRows = rangeRows;
        this.pace = pace;
    }

    record BackfillContext<K extends Comparable<? super K>>(
            String flagKey, Migration migration, KeyOrderedStore<K> oldStore, RangeCopier<K> copy) {
        BackfillContext {
            Objects.requireNonNull(oldStore, "oldStore");
            Objects.requireNonNull(copy, "copy");
        }
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public synchronized Progress run() throws InterruptedException {
        progress = new Progress(0, 0, false);
        K last = subject.oldStore().lastKey();
        K after = journal.lastCopiedKey();
        requireStage();
        while (last != null && (after == null || after.compareTo(last) < 0)) {
            K next = subject.oldStore().keyAfter(after, rangeRows);
            K upTo = next == null ? last : next;
            long rows = subject.copy().copy(new KeyRange<>(after, upTo));
            journal.saveLastCopiedKey(upTo);
            after = upTo;
            progress = new Progress(progress.ranges() + 1, progress.rows() + rows, false);
            pace.pauseAfter(rows);
            requireStage();
        }
        progress = new Progress(progress.ranges(), progress.rows(), true);
        return progress;
    }

    /* Requires the stage for all partitions: during a rollout only some of them are at the next stage. */
    private void requireStage() {
        MigrationStage migrationStage = subject.migration().stage(EvaluationContext.EMPTY);
        if (!migrationStage.writesBoth() || !migrationStage.isOldAuthoritative()) {
            throw new IllegalStateException("the backfill of \"" + subject.flagKey()
                    + "\" requires that all units are at dualwrite or shadow, but the flag is at "
                    + migrationStage.variant()
                    + (migrationStage == MigrationStage.OFF
                            ? ": roll out dualwrite first"
                            : ": the new store is authoritative, and old rows must not overwrite its rows"));
        }
    }

    static final class BackfillBuilder<K extends Comparable<? super K>> implements Builder<K> {
        private final BackfillContext<K> subject;
        private @Nullable BackfillJournal<K> journal;
        private int rangeRows = 1_000;
        private RowRateLimiter pace = new RowRateLimiter(2_000);

        BackfillBuilder(BackfillContext<K> subject) {
            this.subject = subject;
        }

        @Override
        public Builder<K> journal(BackfillJournal<K> journal) {
            this.journal = Objects.requireNonNull(journal, "journal");
            return this;
        }

        @Override
        public Builder<K> rangeRows(int rows) {
            rangeRows = RowRateLimiter.rangeRows(rows);
            return this;
        }

        @Override
        public Builder<K> rowsPerSecond(long rows) {
            pace = new RowRateLimiter(rows);
            return this;
        }

        @Override
        public Backfill build() {
            if (journal == null) {
                throw new IllegalStateException("the backfill of \"" + subject.flagKey()
                        + "\" requires a journal: call journal(journal), which stores the progress");
            }
            return new BackfillImpl<>(subject, journal, rangeRows, pace);
        }
    }
}
