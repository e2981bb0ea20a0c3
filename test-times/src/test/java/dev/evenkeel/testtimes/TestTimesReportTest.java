// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.testtimes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestTimesReportTest {
    private static final TestClassDuration QUICK =
            new TestClassDuration("core", "a.QuickTest", Duration.ofMillis(1_500), Duration.ofMillis(3_000));
    private static final TestClassDuration LONG =
            new TestClassDuration("e2e", "b.LongIT", Duration.ofSeconds(100), Duration.ofSeconds(20));

    @Test
    void startsWithTotalAndListsLongestClassesFirst() {
        List<String> lines = TestTimesReport.format(Duration.ofSeconds(1_199), List.of(QUICK, LONG), Set.of())
                .lines()
                .toList();

        assertThat(lines.get(0)).isEqualTo("Total time: 19 min 59 s");
        assertThat(lines.get(1)).isEqualTo("Test classes: 2; processor time while they ran: 0 min 23 s");
        assertThat(lines.get(4).split("\\s+")).containsSequence("100.0", "s", "20%", "80.0", "s", "e2e", "b.LongIT");
        assertThat(lines.get(5).split("\\s+")).containsSequence("1.5", "s", "200%", "0.0", "s", "core", "a.QuickTest");
    }

    @Test
    void marksLongClassesWithoutDocumentedReason() {
        assertThat(TestTimesReport.format(Duration.ZERO, List.of(QUICK, LONG), Set.of()))
                .containsOnlyOnce("above 30 s without a reason");
        assertThat(TestTimesReport.format(Duration.ZERO, List.of(QUICK, LONG), Set.of("b.LongIT")))
                .doesNotContain("without a reason");
    }

    @Test
    void mergesTimesOfSeveralProcesses(@TempDir Path folder) throws IOException {
        Path times = Files.createDirectories(folder.resolve("times"));
        Files.writeString(times.resolve("1.tsv"), QUICK.toLine() + "\n");
        Files.writeString(times.resolve("2.tsv"), LONG.toLine() + "\n");
        Path reasons = Files.writeString(folder.resolve("reasons.txt"), "# why\nb.LongIT plays a story\n");
        Path report = folder.resolve("report.txt");

        TestTimesReport.main(new String[] {times.toString(), "61", reasons.toString(), report.toString()});

        assertThat(report).content().startsWith("Total time: 1 min 1 s").contains("a.QuickTest", "b.LongIT");
    }

    @Test
    void rejectsMalformedLine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestClassDuration.parse("core\ta.QuickTest\t12"))
                .withMessageContaining("a.QuickTest");
    }
}
