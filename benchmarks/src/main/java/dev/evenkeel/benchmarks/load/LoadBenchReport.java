// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.load;

import dev.evenkeel.benchmarks.http.HttpLoadGenerator;
import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Writer of the report on the load.
final class LoadBenchReport {
    private static final double MEBI = 1 << 20;

    private LoadBenchReport() {}

    /// The load as fast as the server responded.
    ///
    /// @param intake what the server stored, from the warm-up until nothing waited
    record FastestLoad(HttpLoadGenerator.LoadInterval batches, LoadIntake.IntakeFigures intake) {}

    /// The measurements.
    ///
    /// @param batches under the steady load
    /// @param reads under the steady load; null without reads
    /// @param heapBefore bytes of live objects before the steady load
    /// @param heapAfter bytes of live objects after it
    /// @param diskBytes growth of the database during it
    /// @param processor CPU time of the server during it, excluding its database
    /// @param database CPU time of its database
    /// @param intake what the server stored during it
    /// @param ended why rollouts ended, of which all should still be running
    record LoadFigures(
            FastestLoad fastest,
            HttpLoadGenerator.Result batches,
            HttpLoadGenerator.@Nullable Result reads,
            ResidentMemoryLog memory,
            long heapBefore,
            long heapAfter,
            long diskBytes,
            Duration processor,
            Duration database,
            LoadIntake.IntakeFigures intake,
            List<String> ended) {
        double growthOfHeapPercent() {
            return 100.0 * (heapAfter - heapBefore) / heapBefore;
        }
    }

    /// @param units new units of each variant of each rollout in a batch
    /// @param growthLimit limit of the memory growth, in percent
    static void write(BenchmarkReport report, LoadFigures figures, int units, double growthLimit) {
        report.addText("""
                A batch is a second of one process: 3 rollouts, %d calls of each side, %d of them of new units; %d calls
                in total. Batches per second are of the whole server, while the guard evaluates all rollouts every
                second. PostgreSQL and the load generator use the same two cores. Latencies are in milliseconds; under
                the steady load, they count from the scheduled time of a request.""".formatted(OutcomeBatchSource.CALLS, units, 6 * OutcomeBatchSource.CALLS));
        HttpLoadGenerator.LoadInterval batches = figures.batches().whole();
        HttpLoadGenerator.Result allReads = figures.reads();
        HttpLoadGenerator.LoadInterval reads = allReads == null ? null : allReads.whole();
        report.addGoals(goals(figures, growthLimit));
        report.addText(summary(figures.fastest().batches(), batches, reads));
        report.addText(memory(figures, batches));
        report.addText(figures.intake().describe(batches.requests())
                + figures.fastest().intake().describeFastest());
        report.addText(minutes(figures));
        report.addValue("fastest", figures.fastest().batches());
        report.addValue("batches", figures.batches());
        if (allReads != null) {
            report.addValue("reads", allReads);
        }
        report.addValue("residentMebibytes", figures.memory().samples());
        report.addValue("heapBefore", figures.heapBefore());
        report.addValue("heapAfter", figures.heapAfter());
        report.addValue("diskBytes", figures.diskBytes());
        report.addValue("intake", figures.intake());
    }

    private static List<BenchmarkGoal> goals(LoadFigures figures, double growthLimit) {
        HttpLoadGenerator.Result reads = figures.reads();
        long failedReads = reads == null ? 0 : reads.whole().errors();
        long failedBatches =
                figures.batches().whole().errors() + figures.fastest().batches().errors();
        double growth = figures.memory().growthPercent();
        return List.of(
                new BenchmarkGoal(
                        "no batch and no read fails",
                        failedBatches + " batches, " + failedReads + " reads failed",
                        failedBatches + failedReads == 0),
                new BenchmarkGoal(
                        "no rollout ends, because both variants are equal",
                        figures.ended().isEmpty() ? "all are running" : String.join("; ", figures.ended()),
                        figures.ended().isEmpty()),
                new BenchmarkGoal(
                        number("memory grows by less than %.0f%% over the last two thirds", growthLimit),
                        number("%.1f%%", growth),
                        growth < growthLimit),
                new BenchmarkGoal(
                        number("live objects grow by less than %.0f%%", 2 * growthLimit),
                        number("%.1f%%", figures.growthOfHeapPercent()),
                        figures.growthOfHeapPercent() < 2 * growthLimit));
    }

    private static String summary(
            HttpLoadGenerator.LoadInterval fastest,
            HttpLoadGenerator.LoadInterval batches,
            HttpLoadGenerator.@Nullable LoadInterval reads) {
        List<List<String>> rows =
                new ArrayList<>(List.of(row("batches, as fast as possible", fastest), row("batches, steady", batches)));
        if (reads != null) {
            rows.add(row("reads of a flag, steady", reads));
        }
        return MarkdownTable.format(List.of("", "per second", "p50", "p99", "max", "failed"), rows);
    }

    private static String memory(LoadFigures figures, HttpLoadGenerator.LoadInterval batches) {
        List<Double> resident = figures.memory().samples();
        return String.format(
                Locale.ROOT,
                "Resident memory of the server: %.0f MiB at the start of the steady load, %.0f at its end, at most %.0f."
                        + " Live objects: %.1f MiB before, %.1f after. The database grew by %.1f kB per batch. CPU time"
                        + " per batch under the steady load, including reads: %.0f µs of the server, %.0f µs of its database.",
                resident.getFirst(),
                resident.getLast(),
                resident.stream().mapToDouble(each -> each).max().orElse(0),
                figures.heapBefore() / MEBI,
                figures.heapAfter() / MEBI,
                figures.diskBytes() / 1e3 / batches.requests(),
                figures.processor().toNanos() / 1e3 / batches.requests(),
                figures.database().toNanos() / 1e3 / batches.requests());
    }

    private static String minutes(LoadFigures figures) {
        List<HttpLoadGenerator.LoadInterval> batches = figures.batches().spans();
        HttpLoadGenerator.Result allReads = figures.reads();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < batches.size(); i++) {
            List<String> row = new ArrayList<>(List.of(
                    String.valueOf(i + 1),
                    number("%.0f", batches.get(i).perSecond()),
                    number("%.1f", batches.get(i).p99Millis())));
            if (allReads != null && i < allReads.spans().size()) {
                row.add(number("%.0f", allReads.spans().get(i).perSecond()));
                row.add(number("%.1f", allReads.spans().get(i).p99Millis()));
            }
            rows.add(row);
        }
        List<String> columns = new ArrayList<>(List.of("minute", "batches per second", "p99"));
        if (allReads != null) {
            columns.addAll(List.of("reads per second", "p99"));
        }
        return MarkdownTable.format(columns, rows);
    }

    private static List<String> row(String name, HttpLoadGenerator.LoadInterval span) {
        return List.of(
                name,
                number("%.0f", span.perSecond()),
                number("%.2f", span.p50Millis()),
                number("%.2f", span.p99Millis()),
                number("%.1f", span.maxMillis()),
                String.valueOf(span.errors()));
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
