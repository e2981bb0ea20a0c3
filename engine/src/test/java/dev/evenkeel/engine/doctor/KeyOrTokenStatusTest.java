// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.doctor.DiagnosticFinding.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyOrTokenStatusTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-12-12T12:00:00Z, 2026-11-27T11:00:00Z, OK",
        "2026-12-10T12:00:00Z, , WARN",
        "2026-11-27T11:59:00Z, 2026-11-27T11:58:00Z, FAIL",
        "2026-11-27T11:59:00Z, 2026-11-20T11:58:00Z, OK",
        "2026-11-27T11:59:00Z, , OK",
        "2026-11-01T11:59:00Z, 2026-11-01T11:58:00Z, OK",
        ", 2026-11-27T11:58:00Z, OK",
    })
    void reportsExpiringKeysAndExpiredKeysInUse(@Nullable Instant until, @Nullable Instant used, Status verdict) {
        List<DiagnosticFinding> findings = KeyOrTokenStatus.diagnoseAll(
                List.of(new KeyOrTokenStatus("SDK key x of y", "Make another.", until, used)), NOW);
        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().verdict()).isEqualTo(verdict);
        assertThat(findings.getFirst().remedy().isEmpty()).isEqualTo(verdict == Status.OK);
    }
}
