// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.load;

import dev.evenkeel.benchmarks.server.ProcessGauge;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Resident memory of a process over time. Thread-safe.
final class ResidentMemoryLog {
    private final ProcessGauge gauge;
    private final List<Double> mebibytes = new ArrayList<>();

    ResidentMemoryLog(ProcessGauge gauge) {
        this.gauge = gauge;
    }

    /// Notes what it is now.
    synchronized void note() throws IOException {
        mebibytes.add(gauge.residentMemory() / (double) (1 << 20));
    }

    /// Everything that was noted, in MiB.
    synchronized List<Double> all() {
        return List.copyOf(mebibytes);
    }

    /// By how much it grew over the last two thirds, in percent of what it was: the slope of a line through
    /// them by least squares, times their length. The first third is left out, as a heap fills until it has
    /// been collected.
    synchronized double growthPercent() {
        List<Double> late = mebibytes.subList(mebibytes.size() / 3, mebibytes.size());
        int n = late.size();
        if (n < 2) {
            return 0;
        }
        double meanX = (n - 1) / 2.0;
        double meanY = late.stream().mapToDouble(each -> each).average().orElseThrow();
        double top = 0;
        double bottom = 0;
        for (int i = 0; i < n; i++) {
            top += (i - meanX) * (late.get(i) - meanY);
            bottom += (i - meanX) * (i - meanX);
        }
        return 100 * (top / bottom) * (n - 1) / meanY;
    }
}
