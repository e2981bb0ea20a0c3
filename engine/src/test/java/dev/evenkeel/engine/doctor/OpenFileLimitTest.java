// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.doctor.DiagnosticFinding.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenFileLimitTest {
    @ParameterizedTest
    @CsvSource({"300, 32768, OK", "300, 10999, WARN", "300, 11000, OK", "29500, 32768, FAIL", "0, 0, SKIPPED"})
    void checksOpenFileLimitAgainstStreamCount(long used, long most, Status verdict) {
        assertThat(new OpenFileLimit(used, most).diagnose("open files", 10_000).verdict())
                .isEqualTo(verdict);
    }
}
