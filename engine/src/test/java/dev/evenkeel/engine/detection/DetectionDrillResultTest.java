// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.detection.BeforeAfterDetectionComparison.DrillWithResult;
import dev.evenkeel.engine.detection.DetectionDrillResult.State;
import dev.evenkeel.engine.detection.DetectionSignal.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DetectionDrillResultTest {
    private static final Instant T = Instant.parse("2026-11-25T18:00:00Z");

    private static DetectionDrill drill(DetectionDrill.RemediationPhase phase, @Nullable Integer endedAfter) {
        return new DetectionDrill(
                "d-1",
                "shop",
                "pool too small",
                phase,
                T,
                endedAfter == null ? null : T.plusSeconds(endedAfter),
                Duration.ofMinutes(1),
                "");
    }

    private static DetectionSignal signal(Kind kind, int at, @Nullable Integer until) {
        return new DetectionSignal(kind, T.plusSeconds(at), until == null ? null : T.plusSeconds(until), "n", "w");
    }

    private static DetectionDrillResult evaluate(DetectionDrill drill, int now, DetectionSignal... notices) {
        return DetectionDrillResult.evaluate(drill, List.of(notices), T.plusSeconds(now));
    }

    @Test
    void usesFirstSignalPerKindAndEarliestPerChannel() {
        DetectionDrillResult found = evaluate(
                drill(DetectionDrill.RemediationPhase.BEFORE, 300),
                1000,
                signal(Kind.BURN_TICKET, 200, null),
                signal(Kind.BURN_PAGE, 90, 100),
                signal(Kind.BURN_PAGE, 120, null),
                signal(Kind.ROLL_BACK, 12, 12),
                signal(Kind.INCIDENT, 5, 5));
        assertThat(found.alert().state()).isEqualTo(State.DETECTED);
        assertThat(found.alert().delay()).isEqualTo(Duration.ofSeconds(90));
        assertThat(found.guard().delay()).isEqualTo(Duration.ofSeconds(12));
        assertThat(found.signals()).hasSize(4);
        assertThat(found.signalsBeforeInjection()).isEmpty();
    }

    @Test
    void reportsNotDetectedOnlyAfterDetectionWindowEnds() {
        DetectionDrill ended = drill(DetectionDrill.RemediationPhase.BEFORE, 300);
        assertThat(evaluate(ended, 360).alert().state()).isEqualTo(State.OPEN);
        assertThat(evaluate(ended, 361).alert().state()).isEqualTo(State.NOT_DETECTED);
        assertThat(evaluate(ended, 400, signal(Kind.ALERT, 361, null)).alert().state())
                .isEqualTo(State.NOT_DETECTED);
        assertThat(evaluate(ended, 400, signal(Kind.ALERT, 360, null)).alert().delay())
                .isEqualTo(Duration.ofMinutes(6));
        assertThat(evaluate(drill(DetectionDrill.RemediationPhase.BEFORE, null), 100_000)
                        .guard()
                        .state())
                .isEqualTo(State.OPEN);
    }

    @Test
    void returnsInconclusiveWhenAlertFiredBeforeInjection() {
        DetectionDrill ended = drill(DetectionDrill.RemediationPhase.BEFORE, 300);
        DetectionDrillResult cried = evaluate(ended, 1000, signal(Kind.BURN_PAGE, -50, null));
        assertThat(cried.alert().state()).isEqualTo(State.INCONCLUSIVE);
        assertThat(cried.signalsBeforeInjection()).hasSize(1);
        assertThat(cried.guard().state()).isEqualTo(State.NOT_DETECTED);
    }

    @Test
    void ignoresAlertThatEndedBeforeInjection() {
        DetectionDrill ended = drill(DetectionDrill.RemediationPhase.BEFORE, 300);
        DetectionDrillResult over = evaluate(ended, 1000, signal(Kind.BURN_PAGE, -50, -1));
        assertThat(over.alert().state()).isEqualTo(State.NOT_DETECTED);
        assertThat(over.signalsBeforeInjection()).isEmpty();
    }

    /// Five drills before the remediation, which alerts detected after 10 to 50 s, and two after it: one
    /// not detected, one open.
    private static BeforeAfterDetectionComparison compareFiveDrillsWithTwo() {
        List<DrillWithResult> drills = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            DetectionDrill before = drill(DetectionDrill.RemediationPhase.BEFORE, 300);
            drills.add(new DrillWithResult(before, evaluate(before, 1000, signal(Kind.BURN_PAGE, 10 * i, null))));
        }
        DetectionDrill after = drill(DetectionDrill.RemediationPhase.AFTER, 300);
        drills.add(new DrillWithResult(after, evaluate(after, 1000)));
        drills.add(new DrillWithResult(after, evaluate(after, 310)));
        return BeforeAfterDetectionComparison.compareAll(drills).getFirst();
    }

    @Test
    void calculatesDetectionTimesBeforeRemediation() {
        TimeToDetectStats before = compareFiveDrillsWithTwo().before().alert();
        assertThat(before.conclusiveCount()).isEqualTo(5);
        assertThat(before.median().estimate()).isEqualTo(Duration.ofSeconds(30));
        assertThat(before.median().low()).isEqualTo(Duration.ofSeconds(10));
        assertThat(before.median().high()).isEqualTo(Duration.ofSeconds(50));
    }

    @Test
    void omitsUpperBoundForFewDrills() {
        TimeToDetectStats before = compareFiveDrillsWithTwo().before().alert();
        assertThat(before.p90().estimate()).isEqualTo(Duration.ofSeconds(50));
        assertThat(before.p90().high()).isNull();
        assertThat(before.p90().minCount()).isEqualTo(29);
    }

    @Test
    void countsMissedAndOpenDrillsAfterRemediation() {
        TimeToDetectStats late = compareFiveDrillsWithTwo().after().alert();
        assertThat(late.notDetected()).isEqualTo(1);
        assertThat(late.open()).isEqualTo(1);
        assertThat(late.median().estimate())
                .as("the only conclusive drill was missed")
                .isNull();
        assertThat(late.longest()).isNull();
    }
}
