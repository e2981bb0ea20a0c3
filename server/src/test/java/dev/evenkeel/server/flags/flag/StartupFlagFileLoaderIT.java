// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.postgres.EmbeddedPostgres;
import dev.evenkeel.server.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Flag files at startup, with flags already stored.
class StartupFlagFileLoaderIT {
    private static final String FLAGS = "/api/v1/environments/default/flags";

    @TempDir
    Path folder;

    private final String database = EmbeddedPostgres.startTemporary().createDatabase();

    @Test
    void loadsFlagFileAtEveryStart() throws IOException {
        Path file = file("off");
        try (TestServer server = start(file)) {
            assertThat(stage(server)).isEqualTo("off");
        }
        file("dualwrite");
        try (TestServer server = start(file)) {
            assertThat(stage(server)).isEqualTo("dualwrite");
        }
    }

    /// Sets the stage as after a crash during a migration that started with this file.
    @Test
    void startsAndIgnoresFlagFileBehindMigrationStage() throws IOException {
        Path file = file("off");
        try (TestServer server = start(file)) {
            setStage(server, "dualwrite");
            setStage(server, "shadow");
        }
        try (TestServer server = start(file)) {
            assertThat(stage(server)).isEqualTo("shadow");
        }
    }

    private TestServer start(Path file) {
        return TestServer.startOnDatabase(
                database, List.of("--admin-token", TestServer.ADMIN_TOKEN, "--flags", file.toString()));
    }

    private Path file(String stage) throws IOException {
        return Files.writeString(folder.resolve("flags.json"), flags(stage));
    }

    private static void setStage(TestServer server, String stage) {
        HttpResponse<String> put = server.put(FLAGS, flags(stage));
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    }

    private static String stage(TestServer server) {
        return TestServer.json(server.get(FLAGS + "/ledger"))
                .findValue("defaultVariant")
                .stringValue();
    }

    private static String flags(String stage) {
        return """
                {"flags":{"ledger":{"state":"ENABLED","defaultVariant":"%s","variants":
                  {"off":"off","dualwrite":"dualwrite","shadow":"shadow","live":"live","rampdown":"rampdown",
                   "complete":"complete"}}}}""".formatted(stage);
    }
}
