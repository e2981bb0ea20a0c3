// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.console;

import dev.evenkeel.benchmarks.load.SteadyRollout;
import dev.evenkeel.benchmarks.server.BenchmarkServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The cost of pages that stay open: CPU time of the server and its database with them, minus that without
/// them, while the same batches arrive. Not thread-safe.
final class OpenPageCost {
    /// Maximum CPU time for ten open pages, in percent of one core.
    static final double MAX_PERCENT = 5;

    /// A round measures without open pages before and after, so that a drift of the server's speed affects
    /// both sides.
    private static final List<Boolean> ROUND = List.of(false, true, true, false);

    private final BenchmarkServer server;
    private final ConsoleHttpClient browser;
    private final List<SteadyRollout> rollouts;
    private final Duration settling;
    private final Duration time;

    /// @param settling wait before each measurement
    OpenPageCost(
            BenchmarkServer server,
            ConsoleHttpClient browser,
            List<SteadyRollout> rollouts,
            Duration settling,
            Duration time) {
        this.server = server;
        this.browser = browser;
        this.rollouts = rollouts;
        this.settling = settling;
        this.time = time;
    }

    /// The CPU time used in one interval.
    ///
    /// @param pages number of open pages
    /// @param serverPercent percent of one core
    /// @param databasePercent percent of one core
    /// @param told updates received by all pages together
    record CpuInterval(
            int pages,
            double seconds,
            double serverPercent,
            double databasePercent,
            OpenRolloutPage.PageUpdateCounts told) {
        double percent() {
            return serverPercent + databasePercent;
        }
    }

    /// @param spans intervals in the order of measurement, one round after the other
    record Result(List<CpuInterval> spans) {
        Result {
            spans = List.copyOf(spans);
        }

        /// Returns the CPU time of all pages together, in percent of one core.
        double percent() {
            return percentOf(spans);
        }

        /// Returns the CPU time of each round, which shows the spread of the measurements.
        List<Double> percentByRound() {
            return IntStream.range(0, spans.size() / ROUND.size())
                    .mapToObj(round -> percentOf(spans.subList(round * ROUND.size(), (round + 1) * ROUND.size())))
                    .toList();
        }

        private static double percentOf(List<CpuInterval> spans) {
            return mean(spans, true) - mean(spans, false);
        }

        private static double mean(List<CpuInterval> spans, boolean open) {
            return spans.stream()
                    .filter(span -> span.pages() > 0 == open)
                    .mapToDouble(CpuInterval::percent)
                    .average()
                    .orElseThrow();
        }

        /// Returns the updates that all pages together received while they were open.
        OpenRolloutPage.PageUpdateCounts updates() {
            return spans.stream()
                    .map(CpuInterval::told)
                    .reduce(OpenRolloutPage.PageUpdateCounts.NOTHING, OpenRolloutPage.PageUpdateCounts::plus);
        }

        double secondsOpen() {
            return spans.stream()
                    .filter(span -> span.pages() > 0)
                    .mapToDouble(CpuInterval::seconds)
                    .sum();
        }
    }

    Result measure(int rounds) throws IOException, InterruptedException {
        List<CpuInterval> spans = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (boolean open : ROUND) {
                System.err.println((open ? rollouts.size() : "no") + " open pages for " + time.toSeconds() + " s ...");
                spans.add(open ? measureWithPages() : measureInterval(List.of()));
            }
        }
        return new Result(spans);
    }

    private CpuInterval measureWithPages() throws IOException, InterruptedException {
        List<OpenRolloutPage> pages = new ArrayList<>();
        try {
            for (SteadyRollout rollout : rollouts) {
                pages.add(OpenRolloutPage.open(browser.another(), "/rollouts/" + rollout.id()));
            }
            return measureInterval(pages);
        } finally {
            pages.forEach(OpenRolloutPage::close);
        }
    }

    private CpuInterval measureInterval(List<OpenRolloutPage> pages) throws IOException, InterruptedException {
        Thread.sleep(settling);
        OpenRolloutPage.PageUpdateCounts toldBefore = updateCounts(pages);
        Duration serverBefore = server.gauge().processorTime();
        Duration databaseBefore = server.databaseProcessorTime();
        long begin = System.nanoTime();
        Thread.sleep(time);
        double seconds = (System.nanoTime() - begin) / 1e9;
        Duration database = server.databaseProcessorTime().minus(databaseBefore);
        Duration used = server.gauge().processorTime().minus(serverBefore);
        return new CpuInterval(
                pages.size(),
                seconds,
                percent(used, seconds),
                percent(database, seconds),
                updateCounts(pages).minus(toldBefore));
    }

    private static double percent(Duration used, double seconds) {
        return 100 * used.toNanos() / 1e9 / seconds;
    }

    private static OpenRolloutPage.PageUpdateCounts updateCounts(List<OpenRolloutPage> pages) throws IOException {
        OpenRolloutPage.PageUpdateCounts all = OpenRolloutPage.PageUpdateCounts.NOTHING;
        for (OpenRolloutPage page : pages) {
            all = all.plus(page.updateCounts());
        }
        return all;
    }
}
