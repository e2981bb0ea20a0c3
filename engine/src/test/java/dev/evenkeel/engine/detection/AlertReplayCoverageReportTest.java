// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.detection.ReplayedIncidentDetection.IncidentMetricDataCoverage;
import dev.evenkeel.engine.detection.ReplayedIncidentDetection.SimulatedAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertReplayCoverageReportTest {
    private static final Instant ONSET = Instant.parse("2026-11-25T18:00:00Z");

    private static ReplayedIncidentDetection judged(
            String id, Optional<SimulatedAlert> call, Optional<SimulatedAlert> page, long known) {
        return ReplayedIncidentDetection.evaluate(id, ONSET, call, page, new IncidentMetricDataCoverage(known, 30));
    }

    private static Optional<SimulatedAlert> call(int minutes) {
        return Optional.of(SimulatedAlert.of("rule", ONSET.plus(Duration.ofMinutes(minutes)), ONSET));
    }

    @Test
    void whatCannotBeJudgedCountsOnNeitherSide() {
        AlertReplayCoverageReport report = AlertReplayCoverageReport.of(List.of(
                judged("i-1", call(9), call(9), 30),
                judged("i-2", call(20), Optional.empty(), 3),
                judged("i-3", Optional.empty(), Optional.empty(), 15),
                judged("i-4", Optional.empty(), Optional.empty(), 14),
                new ReplayedIncidentDetection(
                        "i-5", ONSET, ReplayedIncidentDetection.State.GUARD, null, null, "the guard took it back")));
        assertThat(report.detected().count()).isEqualTo(2);
        assertThat(report.detected().total()).isEqualTo(3);
        assertThat(report.detected().low()).isBetween(0.2, 0.22);
        assertThat(report.detected().high()).isBetween(0.93, 0.95);
        assertThat(report.paged().count()).isEqualTo(1);
        assertThat(report.noSignal()).isEqualTo(1);
        assertThat(report.guard()).isEqualTo(1);
        assertThat(report.delays()).containsExactly(Duration.ofMinutes(9), Duration.ofMinutes(20));
    }

    @Test
    void aRuleThatCalledBeforeTheOnsetIsSaidToHave() {
        SimulatedAlert before = call(-3).orElseThrow();
        assertThat(before.firingAtOnset()).isTrue();
        assertThat(before.delay()).isZero();
        assertThat(call(1).orElseThrow().firingAtOnset()).isFalse();
        assertThat(AlertReplayCoverageReport.of(List.of()).detected().share()).isNaN();
    }
}
