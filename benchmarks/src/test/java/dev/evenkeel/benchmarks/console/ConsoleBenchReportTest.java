// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.report.BenchmarkReport;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The report names each page that misses a limit.
class ConsoleBenchReportTest {
    private final BenchmarkReport report = new BenchmarkReport("test", "test");

    private static PageMeasurement page(String path, int failed, double p95, int bytes) {
        var weight = new PageWeightProbe.PageWeight(10_000, bytes, List.of(), 0, bytes);
        return new PageMeasurement(path, path, 200, 10, failed, 5, p95, 900, weight);
    }

    private boolean meetsGoals(List<PageMeasurement> pages, boolean judgesTimes) {
        return new ConsoleBenchReport(SeedSize.FULL, pages, 0, judgesTimes).writeTo(report);
    }

    @Test
    void reportsAllGoalsMetWithinLimits() {
        assertThat(meetsGoals(List.of(page("/", 0, 200, 300_000)), true)).isTrue();
        assertThat(report.toMarkdown()).doesNotContain("missed").contains("1,000 flags", "| `/` | `/` | 5.0 | 200.0 |");
    }

    @Test
    void namesPagesThatMissTheirLimits() {
        List<PageMeasurement> pages = List.of(
                page("/good", 0, 20, 100_000),
                page("/broken", 1, 20, 100_000),
                page("/slow", 0, 201, 100_000),
                page("/heavy", 0, 20, 300_001));

        assertThat(meetsGoals(pages, true)).isFalse();
        assertThat(report.toMarkdown()).contains("missed by /broken |", "missed by /slow |", "missed by /heavy |");
    }

    @Test
    void ignoresResponseTimesWhenNotEvaluated() {
        assertThat(meetsGoals(List.of(page("/slow", 0, 2_000, 100_000)), false)).isTrue();
        assertThat(meetsGoals(List.of(page("/heavy", 0, 1, 400_000)), false)).isFalse();
    }
}
