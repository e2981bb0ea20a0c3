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

/// Writer of the report on the load.
final class LoadBenchReport {
    private static final double MEBI = 1 << 20;

    private LoadBenchReport() {}

    /// The measurements.
    ///
    /// @param fastest batches as fast as the server responded
    /// @param batches under the steady load
    /// @param reads under the steady load
    /// @param heapBefore bytes of live objects before the steady load
    /// @param heapAfter bytes of live objects after it
    /// @param diskBytes growth of the database during it
    /// @param processor CPU time of the server during it, excluding its database
    /// @param database CPU time of its database
    record LoadFigures(
            HttpLoadGenerator.LoadInterval fastest,
            HttpLoadGenerator.Result batches,
            HttpLoadGenerator.Result reads,
            ResidentMemoryLog memory,
            long heapBefore,
            long heapAfter,
            long diskBytes,
            Duration processor,
            Duration database) {
        double growthOfHeapPercent() {
            return 100.0 * (heapAfter - heapBefore) / heapBefore;
        }
    }

    /// @param units new units of each variant of each rollout in a batch
    /// @param growthLimit limit of the memory growth, in percent
    static void write(BenchmarkReport report, LoadFigures figures, int units, double growthLimit) {
        report.addText("""
                A batch is a second of one process: 3 rollouts, %d calls of each side, %d of them of new units; %d calls
                in all. Batches a second are of the whole server, with the guard judging all three every second
                and PostgreSQL on the same two cores as the load. Latencies in milliseconds; under the steady load from
                when a request was due, so waiting for a slow one counts.""".formatted(OutcomeBatchSource.CALLS, units, 6 * OutcomeBatchSource.CALLS));
        HttpLoadGenerator.LoadInterval batches = figures.batches().whole();
        HttpLoadGenerator.LoadInterval reads = figures.reads().whole();
        double growth = figures.memory().growthPercent();
        report.addGoals(List.of(
                new BenchmarkGoal(
                        "no batch and no read fails",
                        batches.errors() + figures.fastest().errors() + " batches, " + reads.errors() + " reads failed",
                        batches.errors() + figures.fastest().errors() + reads.errors() == 0),
                new BenchmarkGoal(
                        number("memory grows by less than %.0f%% over the last two thirds", growthLimit),
                        number("%.1f%%", growth),
                        growth < growthLimit),
                new BenchmarkGoal(
                        number("live objects grow by less than %.0f%%", 2 * growthLimit),
                        number("%.1f%%", figures.growthOfHeapPercent()),
                        figures.growthOfHeapPercent() < 2 * growthLimit)));
        report.addText(MarkdownTable.format(
                List.of("", "a second", "p50", "p99", "max", "failed"),
                List.of(
                        row("batches, as fast as it goes", figures.fastest()),
                        row("batches, steady", batches),
                        row("reads of a flag, steady", reads))));
        report.addText(memory(figures, batches));
        report.addText(minutes(figures));
        report.addValue("fastest", figures.fastest());
        report.addValue("batches", figures.batches());
        report.addValue("reads", figures.reads());
        report.addValue("residentMebibytes", figures.memory().samples());
        report.addValue("heapBefore", figures.heapBefore());
        report.addValue("heapAfter", figures.heapAfter());
        report.addValue("diskBytes", figures.diskBytes());
    }

    private static String memory(LoadFigures figures, HttpLoadGenerator.LoadInterval batches) {
        List<Double> resident = figures.memory().samples();
        return String.format(
                Locale.ROOT,
                "Resident memory of the server: %.0f MiB at the start of the steady load, %.0f at its end, %.0f at most."
                        + " Live objects: %.1f MiB before, %.1f after. The database grew by %.1f kB a batch. Processor"
                        + " time for each batch, reads among it: %.0f µs of the server, %.0f µs of its database.",
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
        List<List<String>> rows = new ArrayList<>();
        List<HttpLoadGenerator.LoadInterval> batches = figures.batches().spans();
        List<HttpLoadGenerator.LoadInterval> reads = figures.reads().spans();
        for (int i = 0; i < Math.min(batches.size(), reads.size()); i++) {
            rows.add(List.of(
                    String.valueOf(i + 1),
                    number("%.0f", batches.get(i).perSecond()),
                    number("%.1f", batches.get(i).p99Millis()),
                    number("%.0f", reads.get(i).perSecond()),
                    number("%.1f", reads.get(i).p99Millis())));
        }
        return MarkdownTable.format(List.of("minute", "batches a second", "p99", "reads a second", "p99"), rows);
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
