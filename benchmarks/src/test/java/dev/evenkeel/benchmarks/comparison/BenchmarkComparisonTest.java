// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.evenkeel.benchmarks.jvm.BenchmarkSamples;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class BenchmarkComparisonTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void callsAPartSlowerWhenItsRoundsDoNotOverlapAndItsMedianGrewByFivePercent() {
        var comparison = new BenchmarkComparison(
                Map.of("slow", rounds(10, 11, 10), "noisy", rounds(10, 30, 10), "same", rounds(100, 100, 101)),
                Map.of("slow", rounds(14, 15, 13), "noisy", rounds(12, 13, 11), "same", rounds(102, 103, 102)));
        assertThat(comparison.slower()).containsExactly("slow");
        assertThat(comparison.ratios()).contains(entry("slow", 1.4), entry("noisy", 1.2), entry("same", 1.02));
        assertThat(comparison.toText()).contains("**slower**").doesNotContain("faster");
    }

    @Test
    void namesWhatBecameFasterAndWhatOnlyOneCommitHas() {
        var comparison = new BenchmarkComparison(
                Map.of("quick", rounds(10, 11, 10), "gone", rounds(1)),
                Map.of("quick", rounds(5, 6, 5), "new", rounds(2)));
        assertThat(comparison.slower()).isEmpty();
        assertThat(comparison.toText())
                .contains("faster")
                .containsPattern("gone +\\| 1\\.0 \\(1\\.0–1\\.0\\) +\\| - +\\| -")
                .containsPattern("new +\\| - +\\| 2\\.0 \\(2\\.0–2\\.0\\) +\\| -");
    }

    @Test
    void saysNothingAboutFewerThanThreeRounds() {
        var comparison = new BenchmarkComparison(Map.of("part", rounds(10, 10)), Map.of("part", rounds(20, 20)));
        assertThat(comparison.slower()).isEmpty();
        assertThat(comparison.toText()).contains("2.00x").doesNotContain("slower");
    }

    @Test
    void takesTheMedianOfEachRoundByNameParametersAndUnit() {
        var times = new BenchmarkTimes(List.of());
        for (String data : List.of("[[1.0, 3.0, 2.0]]", "[[7.0]]")) {
            times.add(JSON.readTree("""
                    [{"benchmark": "dev.evenkeel.benchmarks.jmh.EvaluationBenchmark.fixed", "params": {"flags": "10"},
                      "primaryMetric": {"scoreUnit": "ns/op", "rawData": %s}}]""".formatted(data)));
        }
        assertThat(times.medians())
                .containsExactly(entry(
                        "EvaluationBenchmark.fixed, flags 10, ns/op",
                        new BenchmarkSamples(List.of(2.0, 7.0), List.of())));
    }

    private static BenchmarkSamples rounds(double... medians) {
        return new BenchmarkSamples(Arrays.stream(medians).boxed().toList(), List.of());
    }
}
