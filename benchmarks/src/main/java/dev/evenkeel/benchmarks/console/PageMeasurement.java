// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.console;

import java.io.IOException;
import java.util.List;
import org.HdrHistogram.Histogram;

/// What a page costs.
///
/// @param pattern as docs/reference/access.md has it
/// @param path that was asked for
/// @param status of the last answer; 0 when no address of the page is known
/// @param requests that were timed, one after the other
/// @param failed answers with another status than 200
/// @param weight of the first load
record PageMeasurement(
        String pattern,
        String path,
        int status,
        int requests,
        int failed,
        double p50Millis,
        double p95Millis,
        double maxMillis,
        PageWeightProbe.PageWeight weight) {
    /// Most bytes of a first load.
    static final int MOST_BYTES = 300_000;

    /// Most milliseconds for 95 of 100 requests.
    static final double MOST_MILLIS = 200;

    private static final PageWeightProbe.PageWeight NOTHING = new PageWeightProbe.PageWeight(0, 0, List.of(), 0, 0);
    private static final int HALF = 50;
    private static final int NEARLY_ALL = 95;

    /// Asks for a page again and again.
    static PageMeasurement measure(
            ConsolePageAddress page, ConsoleHttpClient browser, PageWeightProbe load, RequestCounts times)
            throws IOException, InterruptedException {
        if (!page.isKnown()) {
            return new PageMeasurement(page.pattern(), "", 0, 0, 1, 0, 0, 0, NOTHING);
        }
        for (int i = 0; i < times.warmUp(); i++) {
            browser.get(page.path());
        }
        var micros = new Histogram(3);
        int failed = 0;
        ConsoleHttpClient.PageResponse last = new ConsoleHttpClient.PageResponse(0, 0, "");
        for (int i = 0; i < times.requests(); i++) {
            long begin = System.nanoTime();
            last = browser.get(page.path());
            micros.recordValue((System.nanoTime() - begin) / 1_000);
            failed += last.isDone() ? 0 : 1;
        }
        return new PageMeasurement(
                page.pattern(),
                page.path(),
                last.status(),
                times.requests(),
                failed,
                micros.getValueAtPercentile(HALF) / 1_000.0,
                micros.getValueAtPercentile(NEARLY_ALL) / 1_000.0,
                micros.getMaxValue() / 1_000.0,
                last.isDone() ? load.of(last) : NOTHING);
    }

    /// How often a page is asked for.
    ///
    /// @param warmUp requests that are not timed
    /// @param requests that are
    record RequestCounts(int warmUp, int requests) {}

    /// Whether it answered whenever it was asked.
    boolean answered() {
        return failed == 0;
    }

    boolean isLight() {
        return weight.bytesWithAllTicks() <= MOST_BYTES;
    }

    boolean isQuick() {
        return p95Millis <= MOST_MILLIS;
    }
}
