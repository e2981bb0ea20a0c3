// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.console;

import dev.evenkeel.benchmarks.report.Goal;
import dev.evenkeel.benchmarks.report.Numbers;
import dev.evenkeel.benchmarks.report.Report;
import dev.evenkeel.benchmarks.report.Table;
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
record ConsoleReport(
        Filling filling, List<MeasuredPage> pages, OpenPages.Result open, long batchesFailed, boolean judgesTimes) {
    ConsoleReport {
        pages = List.copyOf(pages);
    }

    /// @return whether every goal is met
    boolean writeTo(Report report) {
        List<Goal> goals = goals();
        report.say("A server with " + filling.words() + "; " + Traffic.BATCHES * filling.live() + """
                 batches of outcomes a second arrive all the time. Milliseconds are those of a client on loopback, one
                request after the other over a connection that is kept: server, network of the machine and the client's
                own reading together. Sizes are those of bodies as they are sent, compressed, in kB of 1,000 bytes. A
                first load is the page, every style, script, font and picture that it or they name, and the figures of
                its charts.""");
        report.goals(goals);
        report.say("## Pages\n\n"
                + Table.of(
                        List.of("page", "address", "p50 ms", "p95 ms", "max ms", "HTML kB", "first load kB"),
                        pages.stream().map(ConsoleReport::row).toList()));
        report.say(ticks());
        report.say("## Open pages\n\n"
                + Table.of(
                        List.of("open pages", "s", "server %", "database %", "together %", "ticks", "refreshes"),
                        open.spans().stream().map(ConsoleReport::row).toList()));
        report.say(openInWords());
        report.put("filling", filling);
        report.put("pages", pages);
        report.put("open", open.spans());
        report.put("openPercent", open.percent());
        report.put("batchesFailed", batchesFailed);
        return goals.stream().allMatch(Goal::met);
    }

    private List<Goal> goals() {
        List<Goal> goals = new ArrayList<>(List.of(
                new Goal(
                        "every page answers",
                        measured(
                                MeasuredPage::answered,
                                pages.size() + " addresses of "
                                        + pages.stream()
                                                .map(MeasuredPage::pattern)
                                                .distinct()
                                                .count() + " pages"),
                        pages.stream().allMatch(MeasuredPage::answered)),
                new Goal(
                        "the first load of every page has at most " + kilo(MeasuredPage.MOST_BYTES)
                                + " kB, charts with " + Numbers.count(FirstLoad.MOST_TICKS) + " ticks among it",
                        measured(
                                MeasuredPage::isLight,
                                most(page -> page.weight().bytesWithAllTicks() / 1e3, "%.0f kB")),
                        pages.stream().allMatch(MeasuredPage::isLight)),
                new Goal("the server takes every batch", batchesFailed + " failed", batchesFailed == 0)));
        if (judgesTimes) {
            goals.add(new Goal(
                    "95 of 100 requests for every page are answered within "
                            + Numbers.number(MeasuredPage.MOST_MILLIS, "%.0f ms"),
                    measured(MeasuredPage::isQuick, most(MeasuredPage::p95Millis, "%.1f ms")),
                    pages.stream().allMatch(MeasuredPage::isQuick)));
            goals.add(new Goal(
                    filling.live() + " open pages of rollouts cost at most "
                            + Numbers.number(OpenPages.MOST_PERCENT, "%.0f %%") + " of one core",
                    Numbers.number(open.percent(), "%.1f %%"),
                    open.percent() <= OpenPages.MOST_PERCENT));
        }
        return goals;
    }

    /* Those that miss are named; when none does, what was seen. */
    private String measured(Predicate<MeasuredPage> goal, String seen) {
        List<String> missing = pages.stream()
                .filter(goal.negate())
                .map(page -> page.path().isEmpty() ? page.pattern() + " (no address known)" : page.path())
                .toList();
        return missing.isEmpty() ? seen : seen + "; missed by " + String.join(", ", missing);
    }

    private String most(ToDoubleFunction<MeasuredPage> figure, String format) {
        return pages.stream()
                .max(Comparator.comparingDouble(figure))
                .map(page -> "at most " + Numbers.number(figure.applyAsDouble(page), format) + ", " + page.path())
                .orElse("none");
    }

    private static List<String> row(MeasuredPage page) {
        return List.of(
                "`" + page.pattern() + "`",
                page.path().isEmpty() ? "none known" : "`" + page.path() + "`",
                Numbers.number(page.p50Millis(), "%.1f"),
                Numbers.number(page.p95Millis(), "%.1f"),
                Numbers.number(page.maxMillis(), "%.1f"),
                kilo(page.weight().htmlBytes()),
                kilo(page.weight().bytes()));
    }

    private static List<String> row(OpenPages.Span span) {
        return List.of(
                String.valueOf(span.pages()),
                Numbers.number(span.seconds(), "%.0f"),
                Numbers.number(span.serverPercent(), "%.1f"),
                Numbers.number(span.databasePercent(), "%.1f"),
                Numbers.number(span.percent(), "%.1f"),
                String.valueOf(span.told().ticks()),
                String.valueOf(span.told().refreshes()));
    }

    private String ticks() {
        return pages.stream()
                .filter(page -> page.weight().ticks() > 0)
                .map(page -> "The charts of `" + page.path() + "` had "
                        + page.weight().ticks() + " ticks; with "
                        + Numbers.count(FirstLoad.MOST_TICKS)
                        + ", the most they load, the page would weigh "
                        + kilo(page.weight().bytesWithAllTicks()) + " kB, by the mean size of those.")
                .reduce((one, other) -> one + "\n" + other)
                .orElse("");
    }

    private String openInWords() {
        OpenPage.Told told = open.told();
        double each = open.secondsOpen() * filling.live();
        return "Processor time of the server and of PostgreSQL, in percent of one core. With pages less without: **"
                + Numbers.number(open.percent(), "%.1f %%") + "**, by round "
                + open.percentByRound().stream()
                        .map(percent -> Numbers.number(percent, "%.1f"))
                        .collect(Collectors.joining(" and "))
                + ". An open page had "
                + Numbers.number(told.ticks() / each, "%.2f") + " ticks and "
                + Numbers.number(told.refreshes() / each, "%.2f") + " refreshes a second, of "
                + kilo(told.refreshes() == 0 ? 0 : told.bytes() / told.refreshes()) + " kB each.";
    }

    private static String kilo(long bytes) {
        return Numbers.number(bytes / 1e3, "%.0f");
    }
}
