// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.doctor.DiagnosticFinding.Status;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerProcessInfoTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
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
}
