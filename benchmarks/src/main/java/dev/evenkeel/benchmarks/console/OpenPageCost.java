// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.console;

import dev.evenkeel.benchmarks.load.SteadyRollout;
import dev.evenkeel.benchmarks.server.BenchmarkServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What pages cost that stay open: processor time of the server and its database with them, less that without
/// them, while the same batches arrive. Confined to one thread.
final class OpenPageCost {
    /// Most of one core for ten of them, in percent.
    static final double MOST_PERCENT = 5;

    /// A round: without them before and after, so that what the server gets faster or slower at meanwhile
    /// counts on both sides.
    private static final List<Boolean> ROUND = List.of(false, true, true, false);

    private final BenchmarkServer server;
    private final ConsoleHttpClient browser;
    private final List<SteadyRollout> rollouts;
    private final Duration settling;
    private final Duration time;

    /// @param settling before each time of measuring
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

    /// What was used in some time.
    ///
    /// @param pages that were open
    /// @param serverPercent of one core
    /// @param databasePercent of one core
    /// @param told by all pages together
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

    /// @param spans in the order in which they were measured, one round after the other
    record Result(List<CpuInterval> spans) {
        Result {
            spans = List.copyOf(spans);
        }

        /// Of one core, for all pages together.
        double percent() {
            return percentOf(spans);
        }

        /// The same of each round alone, which tells how far measurements lie apart.
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

        /// Told by all pages together while they were open.
        OpenRolloutPage.PageUpdateCounts told() {
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
                spans.add(open ? withPages() : span(List.of()));
            }
        }
        return new Result(spans);
    }

    private CpuInterval withPages() throws IOException, InterruptedException {
        List<OpenRolloutPage> pages = new ArrayList<>();
        try {
            for (SteadyRollout rollout : rollouts) {
                pages.add(OpenRolloutPage.open(browser.another(), "/rollouts/" + rollout.id()));
            }
            return span(pages);
        } finally {
            pages.forEach(OpenRolloutPage::close);
        }
    }

    private CpuInterval span(List<OpenRolloutPage> pages) throws IOException, InterruptedException {
        Thread.sleep(settling);
        OpenRolloutPage.PageUpdateCounts toldBefore = told(pages);
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
                told(pages).minus(toldBefore));
    }

    private static double percent(Duration used, double seconds) {
        return 100 * used.toNanos() / 1e9 / seconds;
    }

    private static OpenRolloutPage.PageUpdateCounts told(List<OpenRolloutPage> pages) throws IOException {
        OpenRolloutPage.PageUpdateCounts all = OpenRolloutPage.PageUpdateCounts.NOTHING;
        for (OpenRolloutPage page : pages) {
            all = all.plus(page.told());
        }
        return all;
    }
}
