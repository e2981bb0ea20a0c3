// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.availability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.availability.EvidenceGapMeasurement.CallCounts;
import dev.evenkeel.benchmarks.availability.RollbackCrashCampaign.Crash;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The report shows each missed goal with its value.
class AvailabilityReportTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final CallCounts EQUAL = new CallCounts(1_200, 1_200, 1_200, 0);
    private static final Crash SOUND = crash(List.of());

    private final BenchmarkReport report = new BenchmarkReport("test", "test");

    private static Crash crash(List<String> violations) {
        return new Crash(
                "r-1",
                "server-2",
                List.of(Duration.ofMillis(3), Duration.ofMillis(40)),
                Duration.ofMillis(50),
                violations);
    }

    private static EvidenceGap gap(int millis) {
        return new EvidenceGap("r-1", START, START.plusMillis(1), START.plusMillis(millis));
    }

    private static EvidenceGapMeasurement.Result gaps(int slow, CallCounts counts) {
        List<EvidenceGap> killed = Stream.concat(
                        Collections.nCopies(200 - slow, gap(300)).stream(),
                        Collections.nCopies(slow, gap(2_001)).stream())
                .toList();
        return new EvidenceGapMeasurement.Result(
                List.of(gap(100)),
                killed,
                List.of(new BatchTimes(START, START.plusMillis(900), START.plusMillis(1_400))),
                List.of(new BatchTimes(START, START.plusMillis(8_900), START.plusMillis(9_100))),
                Duration.ofMillis(1_500),
                List.of(Duration.ofMillis(20)),
                4,
                counts,
                List.of(
                        new ServerKiller.Kill(START, "server-1", 2),
                        new ServerKiller.Kill(START.plusSeconds(6), "server-3", 1)));
    }

    private boolean meetsGoals(EvidenceGapMeasurement.@Nullable Result gaps, List<Crash> crashes) {
        return new AvailabilityReport(gaps, crashes, false, false).writeTo(report);
    }

    @Test
    void allowsSessionTimeoutPlusThreeSecondsWithKafka() {
        EvidenceGapMeasurement.Result gaps = gaps(0, new CallCounts(100, 100, 100, 0));
        assertThat(new AvailabilityReport(gaps, List.of(), true, false).writeTo(report))
                .isTrue();
        assertThat(report.toMarkdown())
                .contains("within 9 s after it was sent, while servers are killed | 8.90 s | met |")
                .contains("within 2 s after they were sent, without kills | 1.40 s | met |");
    }

    @Test
    void missesGoalWhenPlannedStopTakesOverThreeSeconds() {
        EvidenceGapMeasurement.Result gaps = gaps(0, new CallCounts(100, 100, 100, 0));
        assertThat(new AvailabilityReport(gaps, List.of(), true, true).writeTo(report))
                .isFalse();
        assertThat(report.toMarkdown())
                .contains(
                        "within 3 s after it was sent, while servers are stopped and started | 8.90 s | **missed** |");
    }

    @Test
    void reportsGapsKillsAndCrashes() {
        assertThat(meetsGoals(gaps(2, EQUAL), List.of(SOUND, SOUND))).isTrue();
        assertThat(report.toMarkdown())
                .doesNotContain("missed")
                .contains(
                        "| received to decision, with kills | 200 | 300.0 | 300.0 | 2,001.0 |",
                        "kills: 2, one every 6.0 s; 1 of them left one server ready",
                        "| to the last stream of a rollback | 2 | 40.0 | 40.0 | 40.0 |",
                        "| 2 of 2 | met |");
    }

    @Test
    void missesGoalAndListsGapsAboveTwoSeconds() {
        assertThat(meetsGoals(gaps(3, EQUAL), List.of())).isFalse();
        assertThat(report.toMarkdown()).contains("| 2.00 s | **missed** |");
        assertThat(report.toJson()).contains(Json.of("'decidedAt' : '2026-01-01T00:00:02.001Z'"));
    }

    @Test
    void missesGoalWhenCallsAreLostOrDuplicated() {
        assertThat(EQUAL.areEqual()).isTrue();
        assertThat(Stream.of(
                        new CallCounts(1_200, 1_100, 1_100, 0),
                        new CallCounts(1_200, 1_200, 1_300, 0),
                        new CallCounts(1_200, 1_200, 1_200, 1)))
                .noneMatch(CallCounts::areEqual);
        assertThat(meetsGoals(gaps(0, new CallCounts(1_200, 1_200, 1_300, 0)), List.of()))
                .isFalse();
        assertThat(report.toMarkdown()).contains("| 1,200 sent, 1,200 stored, 1,300 evaluated | **missed** |");
    }

    @Test
    void listsViolationsOfCrashes() {
        assertThat(meetsGoals(null, List.of(SOUND, crash(List.of("2 servers halted")))))
                .isFalse();
        assertThat(report.toMarkdown()).contains("| 1 of 2 | **missed** |", "- r-1: 2 servers halted");
    }
}
