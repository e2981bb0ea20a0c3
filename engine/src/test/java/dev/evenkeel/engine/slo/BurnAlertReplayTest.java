// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Replays known cases of the standard rules in the past: 99.9% over 30 days, three good days before.
class BurnAlertReplayTest {
    private static final Instant ONSET = Instant.parse("2026-11-25T18:00:00Z");
    private static final long CALLS = 10_000;

    private static final Slo SLO = new Slo(
            "pay",
            "payments",
            new ServiceLevelIndicator.FlagOutcomesIndicator("default", "pay"),
            new TimeWindow.Rolling(new OpenSloDuration(30, OpenSloDuration.Unit.DAY)),
            List.of(new Objective("availability", 0.999, new BudgetingMethod.Occurrences())),
            BurnAlertRule.standard(Duration.ofDays(30), 5),
            Duration.ofMinutes(10),
            IncidentOpeningAlerts.PAGE);

    private static IndicatorTimeline bad(double share, int minutes) {
        Map<Instant, MinuteCount> all = new HashMap<>();
        for (int minute = -3 * 24 * 60; minute < minutes; minute++) {
            long bad = minute < 0 ? 0 : Math.round(share * CALLS);
            all.put(
                    ONSET.plus(minute, ChronoUnit.MINUTES),
                    new MinuteCount.Counted(new EventCounts(CALLS - bad, CALLS)));
        }
        return IndicatorTimeline.of(all);
    }

    private static Optional<BurnAlertReplay.Firing> first(double share, int minutes) {
        return BurnAlertReplay.findFirst(SLO, bad(share, minutes), ONSET, ONSET.plus(minutes, ChronoUnit.MINUTES));
    }

    private static long minutes(Optional<BurnAlertReplay.Firing> firing) {
        return Duration.between(ONSET, firing.orElseThrow().at()).toMinutes();
    }

    @Test
    void pagesAfterExpectedMinutesForTenAndOnePercentErrors() {
        Optional<BurnAlertReplay.Firing> tenth = first(0.1, 30);
        assertThat(minutes(tenth)).isEqualTo(9);
        assertThat(tenth.orElseThrow().describe()).startsWith("pay (availability), page-fast: burn rate 15");
        Optional<BurnAlertReplay.Firing> hundredth = first(0.01, 240);
        assertThat(minutes(hundredth)).isEqualTo(217);
        assertThat(hundredth.orElseThrow().alert().rule().severity()).isEqualTo(BurnAlertRule.Severity.PAGE);
    }

    @Test
    void firesOnlyTicketForTwoErrorsPerThousand() {
        assertThat(first(0.002, 300)).isEmpty();
        assertThat(first(0.002, 2400).orElseThrow().alert().rule().severity()).isEqualTo(BurnAlertRule.Severity.TICKET);
    }

    @Test
    void evaluatesOnlyWholeMinutesInRange() {
        IndicatorTimeline timeline = bad(0.1, 30);
        Instant late = ONSET.plusSeconds(20 * 60 + 1);
        assertThat(BurnAlertReplay.findFirst(SLO, timeline, late, late.plusSeconds(120))
                        .orElseThrow()
                        .at())
                .isEqualTo(ONSET.plusSeconds(21 * 60));
        assertThat(BurnAlertReplay.findFirst(SLO, timeline, ONSET, ONSET.plusSeconds(8 * 60)))
                .isEmpty();
    }

    @Test
    void returnsNothingWithoutData() {
        assertThat(BurnAlertReplay.findFirst(SLO, IndicatorTimeline.EMPTY, ONSET, ONSET.plusSeconds(20 * 60 + 1)))
                .isEmpty();
    }

    @Test
    void countsMinutesWithData() {
        assertThat(BurnAlertReplay.countKnownMinutes(bad(0.1, 30), ONSET, ONSET.plusSeconds(3600)))
                .isEqualTo(30);
    }
}
