// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.console;

import dev.evenkeel.benchmarks.load.RunningRollout;
import dev.evenkeel.benchmarks.server.TestServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What pages cost that stay open: processor time of the server and its database with them, less that without
/// them, while the same batches arrive. Confined to one thread.
final class OpenPages {
    /// Most of one core for ten of them, in percent.
    static final double MOST_PERCENT = 5;

    /// A round: without them before and after, so that what the server gets faster or slower at meanwhile counts
    /// on both sides.
    private static final List<Boolean> ROUND = List.of(false, true, true, false);

    private final TestServer server;
    private final Browser browser;
    private final List<RunningRollout> rollouts;
    private final Duration settling;
    private final Duration time;

    /// @param settling before each time of measuring
    OpenPages(TestServer server, Browser browser, List<RunningRollout> rollouts, Duration settling, Duration time) {
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
    record Span(int pages, double seconds, double serverPercent, double databasePercent, OpenPage.Told told) {
        double percent() {
            return serverPercent + databasePercent;
        }
    }

    /// @param spans in the order in which they were measured, one round after the other
    record Result(List<Span> spans) {
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

        private static double percentOf(List<Span> spans) {
            return mean(spans, true) - mean(spans, false);
        }

        private static double mean(List<Span> spans, boolean open) {
            return spans.stream()
                    .filter(span -> span.pages() > 0 == open)
                    .mapToDouble(Span::percent)
                    .average()
                    .orElseThrow();
        }

        /// Told by all pages together while they were open.
        OpenPage.Told told() {
            return spans.stream().map(Span::told).reduce(OpenPage.Told.NOTHING, OpenPage.Told::plus);
        }

        double secondsOpen() {
            return spans.stream()
                    .filter(span -> span.pages() > 0)
                    .mapToDouble(Span::seconds)
                    .sum();
        }
    }

    Result measure(int rounds) throws IOException, InterruptedException {
        List<Span> spans = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (boolean open : ROUND) {
                System.err.println((open ? rollouts.size() : "no") + " open pages for " + time.toSeconds() + " s ...");
                spans.add(open ? withPages() : span(List.of()));
            }
        }
        return new Result(spans);
    }

    private Span withPages() throws IOException, InterruptedException {
        List<OpenPage> pages = new ArrayList<>();
        try {
            for (RunningRollout rollout : rollouts) {
                pages.add(OpenPage.open(browser.another(), "/rollouts/" + rollout.id()));
            }
            return span(pages);
        } finally {
            pages.forEach(OpenPage::close);
        }
    }

    private Span span(List<OpenPage> pages) throws IOException, InterruptedException {
        Thread.sleep(settling);
        OpenPage.Told toldBefore = told(pages);
        Duration serverBefore = server.gauge().processorTime();
        Duration databaseBefore = server.databaseProcessorTime();
        long begin = System.nanoTime();
        Thread.sleep(time);
        double seconds = (System.nanoTime() - begin) / 1e9;
        Duration database = server.databaseProcessorTime().minus(databaseBefore);
        Duration used = server.gauge().processorTime().minus(serverBefore);
        return new Span(
                pages.size(),
                seconds,
                percent(used, seconds),
                percent(database, seconds),
                told(pages).minus(toldBefore));
    }

    private static double percent(Duration used, double seconds) {
        return 100 * used.toNanos() / 1e9 / seconds;
    }

    private static OpenPage.Told told(List<OpenPage> pages) throws IOException {
        OpenPage.Told all = OpenPage.Told.NOTHING;
        for (OpenPage page : pages) {
            all = all.plus(page.told());
        }
        return all;
    }
}
