// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.doctor.DatabaseFacts;
import dev.evenkeel.engine.doctor.Finding;
import dev.evenkeel.engine.doctor.Finding.Verdict;
import dev.evenkeel.engine.doctor.ServerProcess;
import dev.evenkeel.server.TestServer;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// On the PostgreSQL of the tests, which does not wait for the disk.
final class DoctorApiIT {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void tellsWhatOnlyTheServerKnowsAndNoSecret() {
        try (TestServer server = TestServer.start()) {
            String body = server.get("/api/v1/doctor").body();
            JsonNode told = JSON.readTree(body);

            ServerProcess process = JSON.treeToValue(told.path("server"), ServerProcess.class);
            assertThat(process.java().feature()).isEqualTo(Runtime.version().feature());
            assertThat(process.heapBytes()).isEqualTo(Runtime.getRuntime().maxMemory());
            assertThat(process.files().used())
                    .isPositive()
                    .isLessThan(process.files().most());
            assertThat(process.streams()).isEqualTo(Integer.getInteger("evenkeel.max-streams", 12_500));
            assertThat(process.embedded()).isFalse();
            assertThat(process.findings(null))
                    .filteredOn(finding -> finding.check().startsWith("clock"))
                    .allMatch(finding -> finding.verdict() == Verdict.OK);

            DatabaseFacts database = JSON.treeToValue(told.path("database"), DatabaseFacts.class);
            assertThat(database.versionNumber()).isGreaterThan(150_000);
            assertThat(database.connections()).isPositive();
            List<Finding> failing = database.findings().stream()
                    .filter(finding -> finding.verdict() == Verdict.FAIL)
                    .toList();
            assertThat(failing).extracting(Finding::check).containsExactly("fsync");
            assertThat(failing.getFirst().remedy()).contains("alter system reset fsync");

            String query =
                    URI.create(server.databaseUrl().substring("jdbc:".length())).getQuery();
            String password = query.substring(query.indexOf("password=") + "password=".length());
            assertThat(password).hasSizeGreaterThan(20);
            assertThat(body).doesNotContain(password, TestServer.ADMIN_TOKEN, TestServer.SDK_KEY);
        }
    }
}
