// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.WebhookReceiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Channel secrets are stored encrypted, with a key from outside the database.
final class NotificationChannelSecretsIT {
    private static final String SECRET = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private static final String OLD = "0f".repeat(32);
    private static final String NEW = "a1".repeat(32);

    @TempDir
    private Path folder;

    private String database;
    private WebhookReceiver receiver;

    @BeforeEach
    void prepare() throws IOException {
        database = TestServer.freshDatabase();
        receiver = WebhookReceiver.start();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void encryptsStoredSecretsAndStillSignsMessages() throws Exception {
        try (TestServer server = start(OLD)) {
            saveChannel(server);
            assertStoredEncrypted();
            assertSends(server);
        }
    }

    @Test
    void encryptsExistingPlaintextSecretsAtStartup() throws Exception {
        try (TestServer server = start()) {
            saveChannel(server);
            assertThat(stored("secret")).as("without a key").isEqualTo(SECRET);
            assertSends(server);
        }
        try (TestServer server = start(OLD)) {
            assertStoredEncrypted();
            assertSends(server);
        }
    }

    @Test
    void reencryptsSecretsWithNewKeyAtStartup() throws Exception {
        try (TestServer server = start(OLD)) {
            saveChannel(server);
        }
        String before = stored("encode(encrypted_secret, 'hex')");
        try (TestServer server = start(NEW, OLD)) {
            assertThat(stored("encode(encrypted_secret, 'hex')")).isNotEqualTo(before);
            assertSends(server);
        }
        try (TestServer server = start(NEW)) {
            assertSends(server);
        }
    }

    @Test
    void startsWithWrongKeyAndReportsDecryptionFailure() throws Exception {
        try (TestServer server = start(OLD)) {
            saveChannel(server);
        }
        try (TestServer server = start(NEW)) {
            JsonNode result = TestServer.requireSuccess(server.post("/api/v1/notification-channels/audit/test", "{}"));
            assertThat(result.toString()).contains("cannot be decrypted with the keys of this server");
            assertThat(receiver.at("/hook")).isEmpty();
            assertThat(TestServer.requireSuccess(server.get("/api/v1/notification-channels")))
                    .hasSize(1);

            saveChannel(server);
            assertSends(server);
        }
    }

    /* Without keys, as with a database of one's own and no option. */
    private TestServer start(String... keys) throws IOException {
        List<String> options =
                new ArrayList<>(List.of("--admin-token", TestServer.ADMIN_TOKEN, "--allow-outbound", "127.0.0.0/8"));
        if (keys.length > 0) {
            Path file = Files.writeString(folder.resolve("secrets.key"), String.join("\n", keys) + "\n");
            options.addAll(List.of("--encryption-key-file", file.toString()));
        }
        return TestServer.startOnDatabase(database, options);
    }

    private void saveChannel(TestServer server) {
        TestServer.requireSuccess(server.put(
                "/api/v1/notification-channels/audit",
                Json.of("{'type':'WEBHOOK','url':'%s','secret':'%s'}", receiver.url("/hook"), SECRET)));
    }

    private void assertSends(TestServer server) {
        int before = receiver.at("/hook").size();
        TestServer.requireSuccess(server.post("/api/v1/notification-channels/audit/test", "{}"));
        assertThat(receiver.at("/hook")).hasSize(before + 1);
        WebhookReceiver.ReceivedRequest got = receiver.at("/hook").getLast();
        assertThat(got.header("webhook-signature"))
                .isEqualTo(WebhookSignature.sign(
                        SECRET, got.header("webhook-id"), Long.parseLong(got.header("webhook-timestamp")), got.body()));
    }

    private void assertStoredEncrypted() throws SQLException {
        assertThat(stored("secret")).isEmpty();
        assertThat(stored("encode(encrypted_secret, 'escape')"))
                .isNotEmpty()
                .doesNotContain("whsec_", SECRET.substring(6));
    }

    private String stored(String column) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select " + column + " from notification_channel")) {
            row.next();
            return row.getString(1);
        }
    }
}
