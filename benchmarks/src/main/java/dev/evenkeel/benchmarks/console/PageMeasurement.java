// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.console;

import java.io.IOException;
import java.util.List;
import org.HdrHistogram.Histogram;

/// The measured cost of a page.
///
/// @param pattern as listed in spec/permissions.md
/// @param path requested path
/// @param status status of the last response; 0 when no path of the page is known
/// @param requests number of timed requests, one after the other
/// @param failed responses with a status other than 200
/// @param weight size of the first load
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
    /// Maximum bytes of a first load.
    static final int MAX_BYTES = 300_000;

    /// Maximum p95 of the response time in milliseconds.
    static final double MAX_MILLIS = 200;

    private static final PageWeightProbe.PageWeight NOTHING = new PageWeightProbe.PageWeight(0, 0, List.of(), 0, 0);
    private static final int HALF = 50;
    private static final int NEARLY_ALL = 95;

    /// Requests a page repeatedly.
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
                last.isDone() ? load.measure(last) : NOTHING);
    }

    /// Numbers of requests for each page.
    ///
    /// @param warmUp requests that are not timed
    /// @param requests timed requests
    record RequestCounts(int warmUp, int requests) {}

    /// Whether every request succeeded.
    boolean answered() {
        return failed == 0;
    }

    boolean isLight() {
        return weight.bytesWithAllTicks() <= MAX_BYTES;
    }

    boolean isQuick() {
        return p95Millis <= MAX_MILLIS;
    }
}
