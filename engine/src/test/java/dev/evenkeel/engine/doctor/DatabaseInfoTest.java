// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.doctor.DiagnosticFinding.Status;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseInfoTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final DatabaseInfo GOOD =
            new DatabaseInfo("18.6", 180_006, "on", "on", "on", 100, 12, "UTF8", true, false, NOW);

    private static DiagnosticFinding of(List<DiagnosticFinding> findings, String check) {
        return findings.stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void reportsNoProblemsForHealthyDatabase() {
        assertThat(GOOD.diagnose())
                .hasSize(8)
                .allMatch(finding ->
                        finding.verdict() == Status.OK && finding.remedy().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "database version, FAIL, 140011, on, on, on, 100, 12, UTF8, true, false",
        "fsync, FAIL, 180006, off, on, on, 100, 12, UTF8, true, false",
        "synchronous_commit, FAIL, 180006, on, off, on, 100, 12, UTF8, true, false",
        "synchronous_commit, OK, 180006, on, local, on, 100, 12, UTF8, true, false",
        "full_page_writes, WARN, 180006, on, on, off, 100, 12, UTF8, true, false",
        "max_connections, WARN, 180006, on, on, on, 53, 12, UTF8, true, false",
        "max_connections, OK, 180006, on, on, on, 54, 12, UTF8, true, false",
        "max_connections, WARN, 180006, on, on, on, 100, 81, UTF8, true, false",
        "encoding, FAIL, 180006, on, on, on, 100, 12, SQL_ASCII, true, false",
        "tables, FAIL, 180006, on, on, on, 100, 12, UTF8, false, false",
        "writing, FAIL, 180006, on, on, on, 100, 12, UTF8, true, true",
    })
    void reportsMisconfiguredDatabaseSettingWithRemedy(
            String check,
            Status verdict,
            int version,
            String fsync,
            String commit,
            String pages,
            int most,
            int used,
            String encoding,
            boolean mayCreate,
            boolean readOnly) {
        List<DiagnosticFinding> findings = new DatabaseInfo(
                        "?", version, fsync, commit, pages, most, used, encoding, mayCreate, readOnly, NOW)
                .diagnose();
        assertThat(of(findings, check).verdict()).isEqualTo(verdict);
        assertThat(of(findings, check).remedy().isEmpty()).isEqualTo(verdict == Status.OK);
        assertThat(findings)
                .filteredOn(finding -> finding.verdict() != Status.OK)
                .hasSizeLessThan(2);
    }
}
