// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.doctor.DiagnosticFinding.Status;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockSkewTest {
    @ParameterizedTest
    @CsvSource({"500, 0, OK", "501, 0, WARN", "-501, 0, WARN", "900, 450, OK", "1000, 450, WARN"})
    void allowsClockSkewUpToLimitPlusMeasurementError(long ahead, long doubt, Status verdict) {
        assertThat(new ClockSkew(Duration.ofMillis(ahead), Duration.ofMillis(doubt))
                        .diagnose("clock", Duration.ofMillis(500), "Harm.")
                        .verdict())
                .isEqualTo(verdict);
    }
}
