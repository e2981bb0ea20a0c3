// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.migration;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.wire.ReconciliationPassReport;
import dev.evenkeel.sdk.Migration;
import dev.evenkeel.sdk.store.KeyOrderedStore;
import dev.evenkeel.sdk.store.KeyRange;
import dev.evenkeel.sdk.store.Reconciliation;
import dev.evenkeel.sdk.store.ReconciliationReport;
import dev.evenkeel.sdk.store.ReconciliationReport.MismatchedRange;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The implementation of reconciliations: passes over both stores with reports to the server.
final class ReconciliationImpl<K extends Comparable<? super K>> implements Reconciliation<K> {
    private static final int RANGES_BETWEEN_REPORTS = 100;

    private final ReconciliationContext<K> subject;
    private final ReconciliationPass.PassSettings terms;
    private final Duration pause;
    private final @Nullable Function<? super K, String> inWords;
    private @Nullable Thread thread;

    private ReconciliationImpl(
            ReconciliationContext<K> subject,
            ReconciliationPass.PassSettings terms,
            Duration pause,
            @Nullable Function<? super K, String> inWords) {
        this.subject = subject;
        this.terms = terms;
        this.pause = pause;
        this.inWords = inWords;
    }

    /// The stores of a reconciliation and the recipient of its reports.
    record ReconciliationContext<K extends Comparable<? super K>>(
            String flagKey,
            Migration migration,
            ReconciliationReporter reporter,
            KeyOrderedStore<K> oldStore,
            KeyOrderedStore<K> newStore) {
        ReconciliationContext {
            Objects.requireNonNull(oldStore, "oldStore");
            Objects.requireNonNull(newStore, "newStore");
        }
    }

    @Override
    public ReconciliationReport<K> run() throws InterruptedException {
        String pass = subject.reporter().beginPass(subject.flagKey());
        ReconciliationReport<K> report = new ReconciliationPass<>(
                        subject.oldStore(),
                        subject.newStore(),
                        terms,
                        (ranges, rows) -> reportProgress(pass, ranges, rows))
                .run();
        if (pass != null) {
            subject.reporter().report(pass, toPassReport(report));
        }
        return report;
    }

    private void reportProgress(@Nullable String pass, long ranges, long rows) throws InterruptedException {
        if (pass != null && ranges % RANGES_BETWEEN_REPORTS == 0) {
            subject.reporter()
                    .report(pass, new ReconciliationPassReport(bounded(ranges), bounded(rows), 0, false, List.of()));
        }
    }

    private ReconciliationPassReport toPassReport(ReconciliationReport<K> report) {
        List<String> examples = report.mismatches().stream()
                .limit(ReconciliationPassReport.MAX_EXAMPLES)
                .map(this::formatMismatch)
                .toList();
        return new ReconciliationPassReport(
                bounded(report.ranges()),
                bounded(report.rows()),
                report.mismatches().size(),
                true,
                examples);
    }

    /* The number of rows comes from the host's stores and may be arbitrary. */
    private static long bounded(long count) {
        return Math.min(ReconciliationPassReport.MAX_COUNT, Math.max(0, count));
    }

    private String formatMismatch(MismatchedRange<K> mismatch) {
        String where = inWords == null
                ? ""
                : formatRange(inWords, mismatch.differingRanges().get(0)) + ": ";
        String text = where + "old store " + mismatch.oldChecksum().rows() + " rows "
                + mismatch.oldChecksum().amounts()
                + ", new store " + mismatch.newChecksum().rows() + " rows "
                + mismatch.newChecksum().amounts();
        return text.length() <= ReconciliationPassReport.MAX_TEXT
                ? text
                : text.substring(0, ReconciliationPassReport.MAX_TEXT);
    }

    private static <K extends Comparable<? super K>> String formatRange(
            Function<? super K, String> inWords, KeyRange<K> range) {
        K after = range.after();
        K upTo = range.upTo();
        return (after == null ? "from the first" : "after " + inWords.apply(after))
                + (upTo == null ? " to the last" : " up to " + inWords.apply(upTo));
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            thread = new Thread(this::runPasses, "evenkeel-reconciliation-" + subject.flagKey());
            thread.setDaemon(true);
            thread.start();
            subject.reporter().registerThread(thread);
        }
    }

    private void runPasses() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                runOnce();
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runOnce() throws InterruptedException {
        try {
            if (subject.migration().stage(EvaluationContext.EMPTY).writesBoth()) {
                run();
            }
        } catch (RuntimeException | Error hostsMistake) {
            subject.reporter().reportFailure(subject.flagKey(), hostsMistake);
        }
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    static final class ReconciliationBuilder<K extends Comparable<? super K>> implements Builder<K> {
        private final ReconciliationContext<K> subject;
        private ReconciliationPass.PassSettings terms =
                new ReconciliationPass.PassSettings(1_000, new RowRateLimiter(20_000), Duration.ofSeconds(10));
        private Duration pause = Duration.ofMinutes(1);
        private @Nullable Function<? super K, String> inWords;

        ReconciliationBuilder(ReconciliationContext<K> subject) {
            this.subject = subject;
        }

        @Override
        public Builder<K> rangeRows(int rows) {
            terms = new ReconciliationPass.PassSettings(
                    RowRateLimiter.rangeRows(rows), terms.pace(), terms.gracePeriod());
            return this;
        }

        @Override
        public Builder<K> rowsPerSecond(long rows) {
            terms = new ReconciliationPass.PassSettings(
                    terms.rangeRows(), new RowRateLimiter(rows), terms.gracePeriod());
            return this;
        }

        @Override
        public Builder<K> pause(Duration pause) {
            this.pause = requireWithin("the pause", pause, Duration.ofDays(1));
            return this;
        }

        @Override
        public Builder<K> gracePeriod(Duration patience) {
            Duration sound = requireWithin("the grace period", patience, Duration.ofHours(1));
            terms = new ReconciliationPass.PassSettings(terms.rangeRows(), terms.pace(), sound);
            return this;
        }

        @Override
        public Builder<K> keyFormatter(Function<? super K, String> inWords) {
            this.inWords = Objects.requireNonNull(inWords, "inWords");
            return this;
        }

        @Override
        public Reconciliation<K> build() {
            return new ReconciliationImpl<>(subject, terms, pause, inWords);
        }

        private static Duration requireWithin(String what, Duration value, Duration longest) {
            if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(longest) > 0) {
                throw new IllegalArgumentException(what + " must be 1 ms to " + longest.toHours() + " h, got " + value);
            }
            return value;
        }
    }
}
