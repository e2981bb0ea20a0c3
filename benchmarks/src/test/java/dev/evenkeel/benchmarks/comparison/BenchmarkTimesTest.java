// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BenchmarkTimesTest {
    private static final Pattern ENTRY =
            Pattern.compile("(?m)^JMH S \\d+ (dev\\.evenkeel\\.\\S+) S \\d+ \\S+ S \\d+ (\\w+) ");

    /* What the annotation processor of JMH found in this module. */
    private static List<String> benchmarks() throws IOException {
        try (var list = BenchmarkTimesTest.class.getResourceAsStream("/META-INF/BenchmarkList")) {
            assertThat(list).isNotNull();
            return ENTRY.matcher(new String(list.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .map(entry -> entry.group(1) + "." + entry.group(2))
                    .distinct()
                    .toList();
        }
    }

    @Test
    void selectsEveryBenchmarkOfThisModule() throws IOException {
        assertThat(benchmarks())
                .hasSizeGreaterThan(20)
                .allMatch(name -> Pattern.compile(BenchmarkTimes.pattern(List.of()))
                        .matcher(name)
                        .find());
    }

    @Test
    void selectsBenchmarksWhoseNamesContainOneOfSeveralTexts() throws IOException {
        Pattern pattern = Pattern.compile(BenchmarkTimes.pattern(List.of("SdkBenchmark", "RecordingBenchmark")));
        assertThat(benchmarks().stream().filter(name -> pattern.matcher(name).find()))
                .isNotEmpty()
                .allMatch(name -> name.contains("SdkBenchmark") || name.contains("RecordingBenchmark"));
    }

    @Test
    void selectsTheSameClassesOfCommitsBeforeThePackageJmh() {
        assertThat("dev.evenkeel.benchmarks.SdkBenchmark.fixed").containsPattern(BenchmarkTimes.pattern(List.of()));
        assertThat("dev.evenkeel.benchmarks.contest.EvaluationBenchmark.fixed")
                .doesNotContainPattern(BenchmarkTimes.pattern(List.of()));
    }
}
