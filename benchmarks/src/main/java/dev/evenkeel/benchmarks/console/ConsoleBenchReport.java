// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.console;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkNumberFormatter;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import dev.evenkeel.engine.format.QuantityFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// The console's measurements, compared with their limits.
///
/// @param batchesFailed batches that the server did not accept meanwhile
/// @param judgesTimes whether times count as goals; sizes always do
record ConsoleBenchReport(SeedSize filling, List<PageMeasurement> pages, long batchesFailed, boolean judgesTimes) {
    ConsoleBenchReport {
        pages = List.copyOf(pages);
    }

    /// @return whether every goal is met
    boolean writeTo(BenchmarkReport report) {
        List<BenchmarkGoal> goals = goals();
        report.addText(
                "A server with " + filling.describe() + "; " + RolloutOutcomeTraffic.BATCHES * filling.live() + """
                 batches of outcomes a second arrive all the time. Milliseconds are those of a client on loopback, one
                request after the other over a connection that is kept: server, network of the machine and the client's
                own reading together. Sizes are those of bodies as they are sent, compressed, in kB of 1,000 bytes. A
                first load is the page, every style, script, font and picture that it or they name, and the figures of
                its charts.""");
        report.addGoals(goals);
        report.addText("## Pages\n\n"
                + MarkdownTable.format(
                        List.of("page", "address", "p50 ms", "p95 ms", "max ms", "HTML kB", "first load kB"),
                        pages.stream().map(ConsoleBenchReport::row).toList()));
        report.addText(ticks());
        report.addValue("filling", filling);
        report.addValue("pages", pages);
        report.addValue("batchesFailed", batchesFailed);
        return goals.stream().allMatch(BenchmarkGoal::met);
    }

    private List<BenchmarkGoal> goals() {
        List<BenchmarkGoal> goals = new ArrayList<>(List.of(
                new BenchmarkGoal(
                        "every page answers",
                        measured(
                                PageMeasurement::answered,
                                pages.size() + " addresses of "
                                        + pages.stream()
                                                .map(PageMeasurement::pattern)
                                                .distinct()
                                                .count() + " pages"),
                        pages.stream().allMatch(PageMeasurement::answered)),
                new BenchmarkGoal(
                        "the first load of every page has at most " + kilo(PageMeasurement.MAX_BYTES)
                                + " kB, charts with " + QuantityFormatter.formatCount(PageWeightProbe.MAX_TICKS)
                                + " ticks among it",
                        measured(
                                PageMeasurement::isLight,
                                most(page -> page.weight().bytesWithAllTicks() / 1e3, "%.0f kB")),
                        pages.stream().allMatch(PageMeasurement::isLight)),
                new BenchmarkGoal("the server takes every batch", batchesFailed + " failed", batchesFailed == 0)));
        if (judgesTimes) {
            goals.add(new BenchmarkGoal(
                    "95 of 100 requests for every page are answered within "
                            + BenchmarkNumberFormatter.formatNumber(PageMeasurement.MAX_MILLIS, "%.0f ms"),
                    measured(PageMeasurement::isQuick, most(PageMeasurement::p95Millis, "%.1f ms")),
                    pages.stream().allMatch(PageMeasurement::isQuick)));
        }
        return goals;
    }

    /* Names the pages that miss the goal; if all meet it, the measured values. */
    private String measured(Predicate<PageMeasurement> goal, String seen) {
        List<String> missing = pages.stream()
                .filter(goal.negate())
                .map(page -> page.path().isEmpty() ? page.pattern() + " (no address known)" : page.path())
                .toList();
        return missing.isEmpty() ? seen : seen + "; missed by " + String.join(", ", missing);
    }

    private String most(ToDoubleFunction<PageMeasurement> figure, String format) {
        return pages.stream()
                .max(Comparator.comparingDouble(figure))
                .map(page -> "at most " + BenchmarkNumberFormatter.formatNumber(figure.applyAsDouble(page), format)
                        + ", " + page.path())
                .orElse("none");
    }

    private static List<String> row(PageMeasurement page) {
        return List.of(
                "`" + page.pattern() + "`",
                page.path().isEmpty() ? "none known" : "`" + page.path() + "`",
                BenchmarkNumberFormatter.formatNumber(page.p50Millis(), "%.1f"),
                BenchmarkNumberFormatter.formatNumber(page.p95Millis(), "%.1f"),
                BenchmarkNumberFormatter.formatNumber(page.maxMillis(), "%.1f"),
                kilo(page.weight().htmlBytes()),
                kilo(page.weight().bytes()));
    }

    private String ticks() {
        return pages.stream()
                .filter(page -> page.weight().ticks() > 0)
                .map(page -> "The charts of `" + page.path() + "` had "
                        + page.weight().ticks() + " ticks; with "
                        + QuantityFormatter.formatCount(PageWeightProbe.MAX_TICKS)
                        + ", the most they load, the page would weigh "
                        + kilo(page.weight().bytesWithAllTicks()) + " kB, by the mean size of those.")
                .reduce((one, other) -> one + "\n" + other)
                .orElse("");
    }

    private static String kilo(long bytes) {
        return BenchmarkNumberFormatter.formatNumber(bytes / 1e3, "%.0f");
    }
}
