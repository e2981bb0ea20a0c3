// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.doctor.DatabaseInfo;
import dev.evenkeel.engine.doctor.DiagnosticFinding;
import dev.evenkeel.engine.doctor.DiagnosticFinding.Status;
import dev.evenkeel.engine.doctor.ServerProcessInfo;
import dev.evenkeel.server.TestServer;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Diagnostics of a server on the PostgreSQL of the tests, which does not wait for the disk.
final class DoctorControllerIT {
    private static final JsonMapper JSON = new JsonMapper();

    private static TestServer server;
    private static String body = "";

    @BeforeAll
    static void start() {
        server = TestServer.start();
        body = server.get("/api/v1/doctor").body();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void returnsProcessDiagnostics() {
        ServerProcessInfo process = JSON.treeToValue(JSON.readTree(body).path("server"), ServerProcessInfo.class);
        assertThat(process.java().feature()).isEqualTo(Runtime.version().feature());
        assertThat(process.heapBytes()).isEqualTo(Runtime.getRuntime().maxMemory());
        assertThat(process.files().used())
                .isPositive()
                .isLessThan(process.files().limit());
        assertThat(process.streams()).isEqualTo(Integer.getInteger("evenkeel.max-streams", 12_500));
        assertThat(process.embedded()).isFalse();
        assertThat(process.diagnose(null))
                .filteredOn(finding -> finding.check().startsWith("clock"))
                .allMatch(finding -> finding.verdict() == Status.OK);
    }

    @Test
    void reportsDisabledFsync() {
        DatabaseInfo database = JSON.treeToValue(JSON.readTree(body).path("database"), DatabaseInfo.class);
        assertThat(database.versionNumber()).isGreaterThan(150_000);
        assertThat(database.connections()).isPositive();
        List<DiagnosticFinding> failing = database.diagnose().stream()
                .filter(finding -> finding.verdict() == Status.FAIL)
                .toList();
        assertThat(failing).extracting(DiagnosticFinding::check).containsExactly("fsync");
        assertThat(failing.getFirst().remedy()).contains("alter system reset fsync");
    }

    @Test
    void diagnosticsContainNoSecrets() {
        String query =
                URI.create(server.databaseUrl().substring("jdbc:".length())).getQuery();
        String password = query.substring(query.indexOf("password=") + "password=".length());
        assertThat(password).hasSizeGreaterThan(20);
        assertThat(body).doesNotContain(password, TestServer.ADMIN_TOKEN, TestServer.SDK_KEY);
    }
}
