// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.migration;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.wire.ReconciliationPassReport;
import dev.evenkeel.sdk.Migration;
import dev.evenkeel.sdk.store.KeyOrderedStore;
import dev.evenkeel.sdk.store.KeyRange;
import dev.evenkeel.sdk.store.Reconciliation;
import dev.evenkeel.sdk.store.ReconciliationReport;
import dev.evenkeel.sdk.store.ReconciliationReport.Mismatch;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Passes over both stores, which the server is told of.
final class ReconciliationImpl<K extends Comparable<? super K>> implements Reconciliation<K> {
    private static final int RANGES_BETWEEN_REPORTS = 100;

    private final ReconciliationSource<K> subject;
    private final ReconciliationPass.PassSettings terms;
    private final Duration pause;
    private final @Nullable Function<? super K, String> inWords;
    private @Nullable Thread thread;

    private ReconciliationImpl(
            ReconciliationSource<K> subject,
            ReconciliationPass.PassSettings terms,
            Duration pause,
            @Nullable Function<? super K, String> inWords) {
        this.subject = subject;
        this.terms = terms;
        this.pause = pause;
        this.inWords = inWords;
    }

    /// What is compared, and who is told.
    record ReconciliationSource<K extends Comparable<? super K>>(
            String flagKey,
            Migration migration,
            ReconciliationReporter desk,
            KeyOrderedStore<K> oldStore,
            KeyOrderedStore<K> newStore) {
        ReconciliationSource {
            Objects.requireNonNull(oldStore, "oldStore");
            Objects.requireNonNull(newStore, "newStore");
        }
    }

    @Override
    public ReconciliationReport<K> run() throws InterruptedException {
        String pass = subject.desk().begin(subject.flagKey());
        ReconciliationReport<K> report = new ReconciliationPass<>(
                        subject.oldStore(), subject.newStore(), terms, (ranges, rows) -> progress(pass, ranges, rows))
                .run();
        if (pass != null) {
            subject.desk().tell(pass, told(report));
        }
        return report;
    }

    private void progress(@Nullable String pass, long ranges, long rows) throws InterruptedException {
        if (pass != null && ranges % RANGES_BETWEEN_REPORTS == 0) {
            subject.desk()
                    .tell(pass, new ReconciliationPassReport(bounded(ranges), bounded(rows), 0, false, List.of()));
        }
    }

    private ReconciliationPassReport told(ReconciliationReport<K> report) {
        List<String> examples = report.mismatches().stream()
                .limit(ReconciliationPassReport.MAX_EXAMPLES)
                .map(this::words)
                .toList();
        return new ReconciliationPassReport(
                bounded(report.ranges()),
                bounded(report.rows()),
                report.mismatches().size(),
                true,
                examples);
    }

    /* Rows are as many as the host's stores say. */
    private static long bounded(long count) {
        return Math.min(ReconciliationPassReport.MAX_COUNT, Math.max(0, count));
    }

    private String words(Mismatch<K> mismatch) {
        String where = inWords == null ? "" : words(inWords, mismatch.where().get(0)) + ": ";
        String text = where + "old store " + mismatch.inOld().rows() + " rows "
                + mismatch.inOld().amounts()
                + ", new store " + mismatch.inNew().rows() + " rows "
                + mismatch.inNew().amounts();
        return text.length() <= ReconciliationPassReport.MAX_TEXT
                ? text
                : text.substring(0, ReconciliationPassReport.MAX_TEXT);
    }

    private static <K extends Comparable<? super K>> String words(
            Function<? super K, String> inWords, KeyRange<K> range) {
        K after = range.after();
        K upTo = range.upTo();
        return (after == null ? "from the first" : "after " + inWords.apply(after))
                + (upTo == null ? " to the last" : " up to " + inWords.apply(upTo));
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            thread = new Thread(this::passes, "evenkeel-reconciliation-" + subject.flagKey());
            thread.setDaemon(true);
            thread.start();
            subject.desk().began(thread);
        }
    }

    private void passes() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                onePass();
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void onePass() throws InterruptedException {
        try {
            if (subject.migration().stage(EvaluationContext.EMPTY).writesBoth()) {
                run();
            }
        } catch (RuntimeException | Error hostsMistake) {
            subject.desk().failed(subject.flagKey(), hostsMistake);
        }
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    /// Collects the parts.
    static final class ReconciliationBuilder<K extends Comparable<? super K>> implements Builder<K> {
        private final ReconciliationSource<K> subject;
        private ReconciliationPass.PassSettings terms =
                new ReconciliationPass.PassSettings(1_000, new RowRateLimiter(20_000), Duration.ofSeconds(10));
        private Duration pause = Duration.ofMinutes(1);
        private @Nullable Function<? super K, String> inWords;

        ReconciliationBuilder(ReconciliationSource<K> subject) {
            this.subject = subject;
        }

        @Override
        public Builder<K> rangeRows(int rows) {
            terms = new ReconciliationPass.PassSettings(RowRateLimiter.rangeRows(rows), terms.pace(), terms.patience());
            return this;
        }

        @Override
        public Builder<K> rowsPerSecond(long rows) {
            terms = new ReconciliationPass.PassSettings(terms.rangeRows(), new RowRateLimiter(rows), terms.patience());
            return this;
        }

        @Override
        public Builder<K> pause(Duration pause) {
            this.pause = within("the pause", pause, Duration.ofDays(1));
            return this;
        }

        @Override
        public Builder<K> patience(Duration patience) {
            Duration sound = within("the patience", patience, Duration.ofHours(1));
            terms = new ReconciliationPass.PassSettings(terms.rangeRows(), terms.pace(), sound);
            return this;
        }

        @Override
        public Builder<K> describing(Function<? super K, String> inWords) {
            this.inWords = Objects.requireNonNull(inWords, "inWords");
            return this;
        }

        @Override
        public Reconciliation<K> build() {
            return new ReconciliationImpl<>(subject, terms, pause, inWords);
        }

        private static Duration within(String what, Duration value, Duration longest) {
            if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(longest) > 0) {
                throw new IllegalArgumentException(what + " must be 1 ms to " + longest.toHours() + " h, got " + value);
            }
            return value;
        }
    }
}
