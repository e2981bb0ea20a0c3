// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When a rollback plan counts as rehearsed.
final class DrillFreshnessTest {
    private static final Instant T = Instant.parse("2026-11-25T10:00:00Z");
    private static final RollbackPlan PLAN = new RollbackPlan(
            2,
            "payments",
            "errors",
            List.of("abort"),
            "rows stay readable",
            "never",
            Duration.ofSeconds(10),
            30,
            SchemaChangePlan.NONE,
            CandidateRehearsalSettings.NONE);
    private static final CandidateRehearsalResult COMPLETE_REHEARSAL =
            new CandidateRehearsalResult(new CandidateRehearsalResult.WriteReadUndoCounts(3, 3, 3), null);

    @Test
    void derivesPhaseDurationsFromTimestamps() {
        DrillTimings times = DrillTimings.of(new DrillTimings.Timestamps(
                T, T.plusMillis(200), null, T.plusMillis(250), T.plusMillis(400), T.plusMillis(1400)));
        assertThat(times)
                .isEqualTo(new DrillTimings(
                        Duration.ofMillis(200),
                        Duration.ZERO,
                        Duration.ofMillis(50),
                        Duration.ofMillis(150),
                        Duration.ofSeconds(1)));
        assertThat(times.total()).isEqualTo(Duration.ofMillis(1400));
    }

    @Test
    void countsOutOfOrderTimestampsAsZeroDuration() {
        DrillTimings times = DrillTimings.of(new DrillTimings.Timestamps(
                T, T.minusMillis(90), null, T.plusMillis(50), T.plusMillis(80), T.plusMillis(60)));
        assertThat(times)
                .isEqualTo(new DrillTimings(
                        Duration.ZERO, Duration.ZERO, Duration.ofMillis(50), Duration.ofMillis(30), Duration.ZERO));
    }

    @Test
    void excludesRehearsalFromRollbackTime() {
        DrillTimings times = DrillTimings.of(new DrillTimings.Timestamps(
                T, T.plusMillis(200), T.plusMillis(5200), T.plusMillis(5250), T.plusMillis(5400), T.plusMillis(5400)));
        assertThat(times.rehearsal()).isEqualTo(Duration.ofSeconds(5));
        assertThat(times.decision()).isEqualTo(Duration.ofMillis(50));
        assertThat(times.total()).isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void acceptsCompleteRehearsal() {
        assertThat(COMPLETE_REHEARSAL.findFault(3)).isEmpty();
    }

    @Test
    void reportsFailedRehearsal() {
        assertThat(COMPLETE_REHEARSAL.findFault(4))
                .contains("the rehearsal failed: of 4 synthetic keys, the candidate wrote 3, control read 3,"
                        + " and 3 were undone");
        assertThat(new CandidateRehearsalResult(
                                new CandidateRehearsalResult.WriteReadUndoCounts(3, 3, 2), "no connection")
                        .findFault(3))
                .contains("the rehearsal failed: of 3 synthetic keys, the candidate wrote 3, control read 3,"
                        + " and 2 were undone: no connection");
        assertThat(new CandidateRehearsalResult(COMPLETE_REHEARSAL.counts(), "late").findFault(3))
                .isPresent();
        assertThat(CandidateRehearsalResult.unknown("HTTP 500").findFault(3))
                .contains("the rehearsal failed, and its writes are unknown: HTTP 500");
    }

    @Test
    void includesRehearsalInDrillReason() {
        var drillResult = new DrillResult(
                2,
                "classic",
                T,
                Duration.ofSeconds(10),
                COMPLETE_REHEARSAL,
                drill(2, 9).times(),
                null);
        assertThat(DrillFreshness.evaluate(PLAN, "classic", drillResult, T).reason())
                .endsWith("; synthetic keys written by the candidate, read by control, and undone: 3");
    }

    @Test
    void expiresDrillAfterValidityPeriod() {
        DrillFreshness fresh = DrillFreshness.evaluate(PLAN, "classic", drill(2, 9), T.plus(Duration.ofDays(29)));
        assertThat(fresh.fresh()).isTrue();
        assertThat(fresh.until()).isEqualTo(T.plus(Duration.ofDays(30)));
        assertThat(fresh.reason())
                .isEqualTo("drill passed at 2026-11-25T10:00:00Z, all processes were on control after 9 s (expected:"
                        + " 10 s);"
                        + " the candidate wrote nothing");
        DrillFreshness late = DrillFreshness.evaluate(PLAN, "classic", drill(2, 9), T.plus(Duration.ofDays(30)));
        assertThat(late.fresh()).isFalse();
        assertThat(late.reason()).endsWith("expired at 2026-12-25T10:00:00Z, after 30 days");
    }

    @Test
    void rejectsDrillOfOtherPlanVersionOrControlVariant() {
        assertThat(DrillFreshness.evaluate(PLAN, "classic", null, T).reason()).endsWith("has no drill");
        assertThat(DrillFreshness.evaluate(PLAN, "classic", drill(1, 9), T).reason())
                .contains("version 1", "the current version is 2");
        assertThat(DrillFreshness.evaluate(PLAN, "modern", drill(2, 9), T).reason())
                .contains("\"classic\"", "is now \"modern\"");
    }

    @Test
    void rejectsSlowOrUnmeasuredDrill() {
        assertThat(DrillFreshness.evaluate(PLAN, "classic", drill(2, 10), T).fresh())
                .isTrue();
        assertThat(DrillFreshness.evaluate(PLAN, "classic", drill(2, 11), T))
                .isEqualTo(new DrillFreshness(
                        false,
                        "the last drill failed: all processes were on control after 11 s (expected: 10 s)",
                        null));
        var unmeasured = new DrillResult(2, "classic", T, Duration.ofSeconds(10), null, null, "no outcome arrived");
        assertThat(DrillFreshness.evaluate(PLAN, "classic", unmeasured, T).reason())
                .isEqualTo("the last drill failed: no outcome arrived");
    }

    @Test
    void comparesPlanContentWithoutVersion() {
        assertThat(PLAN.hasSameContent(PLAN.withVersion(7))).isTrue();
        assertThat(PLAN.withVersion(7).version()).isEqualTo(7);
    }

    @Test
    void rejectsVersionBelowOne() {
        assertThatThrownBy(() -> PLAN.withVersion(0)).hasMessageContaining("/version: must be 1 or more, got 0");
    }

    private static DrillResult drill(int version, int seconds) {
        var times = new DrillTimings(
                Duration.ofSeconds(seconds - 3),
                Duration.ofSeconds(20),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ZERO);
        return new DrillResult(version, "classic", T, Duration.ofSeconds(10), null, times, null);
    }
}
