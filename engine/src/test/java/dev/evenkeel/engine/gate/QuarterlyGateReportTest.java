// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.calendar.Quarter;
import dev.evenkeel.engine.change.ChangeOutcome;
import dev.evenkeel.engine.gate.QuarterlyGateReport.ChangesByOutcome;
import dev.evenkeel.engine.gate.QuarterlyGateReport.EndedChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuarterlyGateReportTest {
    private static final Quarter Q3 = new Quarter(2026, 3);
    private static final Quarter Q4 = new Quarter(2026, 4);
    private static final Instant NOW = Instant.parse("2026-11-26T00:00:00Z");

    @Test
    void parsesQuartersInUtc() {
        assertThat(Quarter.parse("2026Q4")).contains(Q4);
        assertThat(Stream.of("2026Q5", "2026q4", "26Q4", "0000Q1", "").map(Quarter::parse))
                .allMatch(Optional::isEmpty);
        assertThat(Q4.start()).isEqualTo(Instant.parse("2026-10-01T00:00:00Z"));
        assertThat(Q4.end()).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(Quarter.of(Q4.start().minusNanos(1))).isEqualTo(Q3).hasToString("2026Q3");
    }

    @Test
    void countsDenialInFirstQuarterAndItsDurationInBoth() {
        List<GateDenialPeriod> denials =
                List.of(denial("freeze", "core", "2026-09-29T12:00:00Z", "2026-10-03T00:00:00Z"));
        assertThat(QuarterlyGateDenialTotals.of(denials, Q3, NOW))
                .isEqualTo(new QuarterlyGateDenialTotals(1, 0, Duration.ofHours(36)));
        assertThat(QuarterlyGateDenialTotals.of(denials, Q4, NOW))
                .isEqualTo(new QuarterlyGateDenialTotals(0, 1, Duration.ofDays(2)));
        assertThat(QuarterlyGateDenialTotals.of(denials, new Quarter(2027, 1), NOW))
                .isEqualTo(new QuarterlyGateDenialTotals(0, 0, Duration.ZERO));
    }

    @Test
    void countsOngoingDenialUntilNow() {
        List<GateDenialPeriod> denials = List.of(denial("release-pause", "core", "2026-11-24T00:00:00Z", null));
        assertThat(QuarterlyGateDenialTotals.of(denials, Q4, NOW))
                .isEqualTo(new QuarterlyGateDenialTotals(1, 0, Duration.ofDays(2)));
        assertThat(QuarterlyGateDenialTotals.of(denials, new Quarter(2027, 1), NOW))
                .isEqualTo(new QuarterlyGateDenialTotals(0, 0, Duration.ZERO));
    }

    @Test
    void countsTimeBlockedByOverlappingGatesOnce() {
        List<GateDenialPeriod> denials = List.of(
                denial("release-pause", "core", "2026-11-03T00:00:00Z", "2026-11-05T00:00:00Z"),
                denial("freeze", "core", "2026-11-01T00:00:00Z", "2026-11-04T00:00:00Z"),
                denial("freeze", "mail", "2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z"));
        QuarterlyGateReport score = QuarterlyGateReport.of(Q4, denials, List.of(), List.of(), NOW);
        assertThat(score.total().denials()).isEqualTo(new QuarterlyGateDenialTotals(2, 0, Duration.ofDays(5)));
        assertThat(score.gates())
                .extracting(
                        QuarterlyGateReport.GateTotals::gate, one -> one.sum().denials())
                .containsExactly(
                        tuple("freeze", new QuarterlyGateDenialTotals(2, 0, Duration.ofDays(4))),
                        tuple("release-pause", new QuarterlyGateDenialTotals(1, 0, Duration.ofDays(2))));
    }

    @Test
    void mergesDenialsSeparatedByShortGap() {
        List<GateDenialPeriod> flaps = List.of(
                denial("budget", "core", "2026-11-01T10:00:00Z", "2026-11-01T11:00:00Z"),
                denial("budget", "core", "2026-11-01T11:00:30Z", "2026-11-01T12:00:00Z"),
                denial("budget", "core", "2026-11-01T12:02:00Z", "2026-11-01T13:00:00Z"));
        assertThat(QuarterlyGateDenialTotals.of(flaps, Q4, NOW))
                .isEqualTo(
                        new QuarterlyGateDenialTotals(2, 0, Duration.ofHours(3).minusMinutes(2)));
    }

    @Test
    void countsOverridesInQuarterOfCreation() {
        List<GateOverride> overrides = List.of(
                override("release-pause", "2026-09-30T23:00:00Z"), override("release-pause", "2026-10-02T00:00:00Z"));
        QuarterlyGateReport score = QuarterlyGateReport.of(Q4, List.of(), overrides, List.of(), NOW);
        assertThat(score.total().overrides()).isEqualTo(1);
        assertThat(score.gates()).hasSize(1);
    }

    @Test
    void comparesOutcomesOfOverriddenAndOtherChanges() {
        List<EndedChange> ended = Stream.of(
                        ended(true, ChangeOutcome.FAILED, 2),
                        ended(true, ChangeOutcome.MAJOR, 1),
                        ended(true, ChangeOutcome.CLEAN, 7),
                        ended(true, ChangeOutcome.STOPPED, 4),
                        ended(false, ChangeOutcome.CLEAN, 20),
                        ended(false, ChangeOutcome.ABORTED, 3),
                        ended(false, ChangeOutcome.OPEN, 5))
                .flatMap(List::stream)
                .toList();
        QuarterlyGateReport score = QuarterlyGateReport.of(Q4, List.of(), List.of(), ended, NOW);
        assertThat(score.overridden()).isEqualTo(new ChangesByOutcome(7, 2, 1, 4, 0, 0));
        assertThat(score.others()).isEqualTo(new ChangesByOutcome(20, 0, 0, 0, 3, 5));
        var difference = score.failRateDifference().orElseThrow();
        assertThat(difference.difference()).isCloseTo(0.3, within(1e-12));
        assertThat(difference.low()).isBetween(0.0, 0.1);
        assertThat(QuarterlyGateReport.of(Q4, List.of(), List.of(), ended.subList(0, 10), NOW)
                        .failRateDifference())
                .isEmpty();
    }

    private static List<EndedChange> ended(boolean overridden, ChangeOutcome outcome, int times) {
        return Stream.generate(() -> new EndedChange(outcome, overridden))
                .limit(times)
                .toList();
    }

    private static GateDenialPeriod denial(String gate, String change, String since, @Nullable String end) {
        return new GateDenialPeriod(gate, change, Instant.parse(since), end == null ? null : Instant.parse(end));
    }

    private static GateOverride override(String gate, String since) {
        Instant begin = Instant.parse(since);
        return new GateOverride("go-1", gate, "anna", "outage", "hotfix", begin, begin.plusSeconds(60));
    }
}
