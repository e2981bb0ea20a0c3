// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.doctor.DiagnosticFinding.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FindingsTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final DatabaseInfo GOOD =
            new DatabaseInfo("18.6", 180_006, "on", "on", "on", 100, 12, "UTF8", true, false, NOW);
    private static final JavaRuntimeInfo JAVA = new JavaRuntimeInfo(25, "25.0.3+9-LTS", "Eclipse Adoptium");
    private static final ServerProcessInfo SERVER = new ServerProcessInfo(
            "0.1.0", JAVA, 1L << 30, 4L << 30, new OpenFileLimit(300, 32_768), 10_000, false, 3, NOW);

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

    @Test
    void reportsNoProblemsForHealthyServer() {
        assertThat(SERVER.diagnose("0.1.0")).hasSize(6).allMatch(finding -> finding.verdict() == Status.OK);
    }

    @Test
    void warnsInEveryCheckOfMisconfiguredServer() {
        var server = new ServerProcessInfo(
                "0.2.0",
                new JavaRuntimeInfo(26, "26+1", "x"),
                256L << 20,
                4L << 30,
                new OpenFileLimit(300, 4_096),
                10_000,
                true,
                -900,
                NOW);
        assertThat(server.diagnose("0.1.0")).hasSize(6).allMatch(finding -> finding.verdict() == Status.WARN);
        assertThat(of(server.diagnose("0.1.0"), "version").observed()).isEqualTo("0.2.0, CLI 0.1.0");
        assertThat(of(server.diagnose("0.1.0"), "server clock and database clock")
                        .observed())
                .isEqualTo("0.900 s behind (±0.000 s)");
        assertThat(of(server.diagnose(null), "version").verdict())
                .as("unknown version of the client")
                .isEqualTo(Status.OK);
    }

    @Test
    void warnsWhenHeapUsesAllMachineMemory() {
        var server = new ServerProcessInfo(
                null, JAVA, 1L << 30, 1L << 30, new OpenFileLimit(1, 32_768), 10_000, false, 0, NOW);
        assertThat(of(server.diagnose(null), "server memory").verdict()).isEqualTo(Status.WARN);
    }

    @ParameterizedTest
    @CsvSource({"300, 32768, OK", "300, 10999, WARN", "300, 11000, OK", "29500, 32768, FAIL", "0, 0, SKIPPED"})
    void checksOpenFileLimitAgainstStreamCount(long used, long most, Status verdict) {
        assertThat(new OpenFileLimit(used, most).diagnose("open files", 10_000).verdict())
                .isEqualTo(verdict);
    }

    @Test
    void failsForOlderJavaVersion() {
        assertThat(new JavaRuntimeInfo(21, "21.0.9", "x").diagnose("java").verdict())
                .isEqualTo(Status.FAIL);
        assertThat(JAVA.diagnose("java").observed()).isEqualTo("25.0.3+9-LTS, Eclipse Adoptium");
    }

    @ParameterizedTest
    @CsvSource({"500, 0, OK", "501, 0, WARN", "-501, 0, WARN", "900, 450, OK", "1000, 450, WARN"})
    void allowsClockSkewUpToLimitPlusMeasurementError(long ahead, long doubt, Status verdict) {
        assertThat(new ClockSkew(Duration.ofMillis(ahead), Duration.ofMillis(doubt))
                        .diagnose("clock", Duration.ofMillis(500), "Harm.")
                        .verdict())
                .isEqualTo(verdict);
    }

    private static @Nullable Duration time(@Nullable Long millis) {
        return millis == null ? null : Duration.ofMillis(millis);
    }

    @ParameterizedTest
    @CsvSource({
        "12, 4300, false, OK, keep-alive 4.30 s later",
        "990, 4300, false, OK, keep-alive",
        "1400, 4300, false, FAIL, a proxy buffers the stream",
        "12, , false, FAIL, a proxy buffers small messages",
        ", , false, FAIL, no data within 8.00 s",
        "12, , true, FAIL, closed after 8.00 s",
    })
    void failsForBufferedSilentOrClosedStream(
            @Nullable Long first, @Nullable Long next, boolean closed, Status verdict, String words) {
        DiagnosticFinding finding = new FlagStreamTimings(
                        Duration.ofMillis(4), time(first), time(next), Duration.ofSeconds(8), closed)
                .diagnose();
        assertThat(finding.verdict()).isEqualTo(verdict);
        assertThat(finding.observed()).contains(words);
        assertThat(finding.remedy().contains("proxy_buffering off")).isEqualTo(verdict == Status.FAIL);
    }

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

    @Test
    void warnsWhenNewAuditEntriesHaveNoPublishedHead() {
        assertThat(new AuditHeadPublicationStatus(null, 12).diagnose(NOW).verdict())
                .isEqualTo(Status.WARN);
        Instant old = NOW.minus(Duration.ofDays(2));
        assertThat(new AuditHeadPublicationStatus(old, 12).diagnose(NOW).verdict())
                .isEqualTo(Status.WARN);
        assertThat(new AuditHeadPublicationStatus(old, 0).diagnose(NOW).verdict())
                .as("no entries since the last publication")
                .isEqualTo(Status.OK);
        assertThat(new AuditHeadPublicationStatus(NOW, 12).diagnose(NOW).verdict())
                .isEqualTo(Status.OK);
    }
}
