// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.console;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkNumberFormatter;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// What the console came to, held against its bounds.
///
/// @param open pages that stayed open
/// @param batchesFailed those that the server did not take meanwhile
/// @param judgesTimes whether times count as goals; sizes always do
record ConsoleBenchReport(
        SeedSize filling,
        List<PageMeasurement> pages,
        OpenPageCost.Result open,
        long batchesFailed,
        boolean judgesTimes) {
    ConsoleBenchReport {
        pages = List.copyOf(pages);
    }

    /// @return whether every goal is met
    boolean writeTo(BenchmarkReport report) {
        List<BenchmarkGoal> goals = goals();
        report.say("A server with " + filling.words() + "; " + RolloutOutcomeTraffic.BATCHES * filling.live() + """
                 batches of outcomes a second arrive all the time. Milliseconds are those of a client on loopback, one
                request after the other over a connection that is kept: server, network of the machine and the client's
                own reading together. Sizes are those of bodies as they are sent, compressed, in kB of 1,000 bytes. A
                first load is the page, every style, script, font and picture that it or they name, and the figures of
                its charts.""");
        report.goals(goals);
        report.say("## Pages\n\n"
                + MarkdownTable.of(
                        List.of("page", "address", "p50 ms", "p95 ms", "max ms", "HTML kB", "first load kB"),
                        pages.stream().map(ConsoleBenchReport::row).toList()));
        report.say(ticks());
        report.say("## Open pages\n\n"
                + MarkdownTable.of(
                        List.of("open pages", "s", "server %", "database %", "together %", "ticks", "refreshes"),
                        open.spans().stream().map(ConsoleBenchReport::row).toList()));
        report.say(openInWords());
        report.put("filling", filling);
        report.put("pages", pages);
        report.put("open", open.spans());
        report.put("openPercent", open.percent());
        report.put("batchesFailed", batchesFailed);
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
                        "the first load of every page has at most " + kilo(PageMeasurement.MOST_BYTES)
                                + " kB, charts with " + BenchmarkNumberFormatter.count(PageWeightProbe.MOST_TICKS)
                                + " ticks among it",
                        measured(
                                PageMeasurement::isLight,
                                most(page -> page.weight().bytesWithAllTicks() / 1e3, "%.0f kB")),
                        pages.stream().allMatch(PageMeasurement::isLight)),
                new BenchmarkGoal("the server takes every batch", batchesFailed + " failed", batchesFailed == 0)));
        if (judgesTimes) {
            goals.add(new BenchmarkGoal(
                    "95 of 100 requests for every page are answered within "
                            + BenchmarkNumberFormatter.number(PageMeasurement.MOST_MILLIS, "%.0f ms"),
                    measured(PageMeasurement::isQuick, most(PageMeasurement::p95Millis, "%.1f ms")),
                    pages.stream().allMatch(PageMeasurement::isQuick)));
            goals.add(new BenchmarkGoal(
                    filling.live() + " open pages of rollouts cost at most "
                            + BenchmarkNumberFormatter.number(OpenPageCost.MOST_PERCENT, "%.0f %%") + " of one core",
                    BenchmarkNumberFormatter.number(open.percent(), "%.1f %%"),
                    open.percent() <= OpenPageCost.MOST_PERCENT));
        }
        return goals;
    }

    /* Those that miss are named; when none does, what was seen. */
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
                .map(page -> "at most " + BenchmarkNumberFormatter.number(figure.applyAsDouble(page), format) + ", "
                        + page.path())
                .orElse("none");
    }

    private static List<String> row(PageMeasurement page) {
        return List.of(
                "`" + page.pattern() + "`",
                page.path().isEmpty() ? "none known" : "`" + page.path() + "`",
                BenchmarkNumberFormatter.number(page.p50Millis(), "%.1f"),
                BenchmarkNumberFormatter.number(page.p95Millis(), "%.1f"),
                BenchmarkNumberFormatter.number(page.maxMillis(), "%.1f"),
                kilo(page.weight().htmlBytes()),
                kilo(page.weight().bytes()));
    }

    private static List<String> row(OpenPageCost.CpuInterval span) {
        return List.of(
                String.valueOf(span.pages()),
                BenchmarkNumberFormatter.number(span.seconds(), "%.0f"),
                BenchmarkNumberFormatter.number(span.serverPercent(), "%.1f"),
                BenchmarkNumberFormatter.number(span.databasePercent(), "%.1f"),
                BenchmarkNumberFormatter.number(span.percent(), "%.1f"),
                String.valueOf(span.told().ticks()),
                String.valueOf(span.told().refreshes()));
    }

    private String ticks() {
        return pages.stream()
                .filter(page -> page.weight().ticks() > 0)
                .map(page -> "The charts of `" + page.path() + "` had "
                        + page.weight().ticks() + " ticks; with "
                        + BenchmarkNumberFormatter.count(PageWeightProbe.MOST_TICKS)
                        + ", the most they load, the page would weigh "
                        + kilo(page.weight().bytesWithAllTicks()) + " kB, by the mean size of those.")
                .reduce((one, other) -> one + "\n" + other)
                .orElse("");
    }

    private String openInWords() {
        OpenRolloutPage.PageUpdateCounts told = open.told();
        double each = open.secondsOpen() * filling.live();
        return "Processor time of the server and of PostgreSQL, in percent of one core. With pages less without: **"
                + BenchmarkNumberFormatter.number(open.percent(), "%.1f %%") + "**, by round "
                + open.percentByRound().stream()
                        .map(percent -> BenchmarkNumberFormatter.number(percent, "%.1f"))
                        .collect(Collectors.joining(" and "))
                + ". An open page had "
                + BenchmarkNumberFormatter.number(told.ticks() / each, "%.2f") + " ticks and "
                + BenchmarkNumberFormatter.number(told.refreshes() / each, "%.2f") + " refreshes a second, of "
                + kilo(told.refreshes() == 0 ? 0 : told.bytes() / told.refreshes()) + " kB each.";
    }

    private static String kilo(long bytes) {
        return BenchmarkNumberFormatter.number(bytes / 1e3, "%.0f");
    }
}
