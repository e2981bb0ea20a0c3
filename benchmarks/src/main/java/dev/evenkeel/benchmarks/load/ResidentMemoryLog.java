// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.load;

import dev.evenkeel.benchmarks.server.ProcessGauge;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A log of a process's resident memory over time. Thread-safe.
final class ResidentMemoryLog {
    private final ProcessGauge gauge;
    private final List<Double> mebibytes = new ArrayList<>();

    ResidentMemoryLog(ProcessGauge gauge) {
        this.gauge = gauge;
    }

    /// Adds a sample.
    synchronized void sample() throws IOException {
        mebibytes.add(gauge.residentMemory() / (double) (1 << 20));
    }

    /// Returns all samples, in MiB.
    synchronized List<Double> samples() {
        return List.copyOf(mebibytes);
    }

    /// Returns the growth over the last two thirds, in percent: the slope of a least-squares line, times
    /// their length. The first third is excluded, because a heap fills until the first collection.
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
