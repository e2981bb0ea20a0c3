// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.detection.ReplayedIncidentDetection.Detected;
import dev.evenkeel.engine.detection.ReplayedIncidentDetection.Missed;
import dev.evenkeel.engine.detection.ReplayedIncidentDetection.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplayedIncidentDetectionTest {
    private static final Instant ONSET = Instant.parse("2026-11-25T18:00:00Z");

    private static Detected alert(int minutes) {
        return Detected.of("rule", ONSET.plus(Duration.ofMinutes(minutes)), ONSET);
    }

    @Test
    void reportsDetectionDespiteSparseData() {
        assertThat(ReplayedIncidentDetection.evaluate(Optional.of(alert(9)), 3, 30))
                .isEqualTo(new Detected("rule", Duration.ofMinutes(9)));
    }

    @Test
    void reportsMissOnlyWithDataForHalfOfMinutes() {
        assertThat(ReplayedIncidentDetection.evaluate(Optional.empty(), 15, 30))
                .isEqualTo(new Missed("no rule fires; 15 of 30 min have data"));
        assertThat(ReplayedIncidentDetection.evaluate(Optional.empty(), 14, 30))
                .isEqualTo(new Unknown("only 14 of 30 min have data"));
    }

    @Test
    void reportsZeroDelayForAlertBeforeOnset() {
        assertThat(alert(-3).delay()).isZero();
    }
}
