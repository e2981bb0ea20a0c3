// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.cli.EvenkeelCli;
import dev.evenkeel.json.Json;
import dev.evenkeel.net.NetworkProxy;
import dev.evenkeel.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The doctor on real ones: a server, proxies in front of it, databases that are set up badly, a key that
/// ended.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoctorIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String FLAGS = """
            {"flags": {"core": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off"}}}""";

    @TempDir
    private static Path folder;

    private FlagServer server;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        server = FlagServer.start(folder, FLAGS);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private record DoctorReport(int exitCode, JsonNode findings) {
        JsonNode of(String check) {
            return findings.valueStream()
                    .filter(finding -> finding.path("check").asString().equals(check))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no finding of " + check + " in " + findings));
        }

        String verdict(String check) {
            return of(check).path("verdict").asString();
        }

        List<String> checks(String verdict) {
            return findings.valueStream()
                    .filter(finding -> finding.path("verdict").asString().equals(verdict))
                    .map(finding -> finding.path("check").asString())
                    .toList();
        }
    }

    private static DoctorReport runDoctor(String... options) {
        List<String> arguments = new ArrayList<>(List.of("doctor", "--json"));
        arguments.addAll(List.of(options));
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = EvenkeelCli.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        assertThat(out.toString()).as(err.toString()).isNotEmpty();
        return new DoctorReport(exitCode, JSON.readTree(out.toString()).path("findings"));
    }

    private static DoctorReport runDoctor(NetworkProxy proxy) {
        return runDoctor(
                "--server",
                "http://127.0.0.1:" + proxy.port(),
                "--token",
                FlagServer.ADMIN_TOKEN,
                "--sdk-key",
                FlagServer.SDK_KEY);
    }

    @Test
    void acceptsTransparentProxy() throws IOException {
        try (var proxy = new NetworkProxy(server.address().getPort())) {
            DoctorReport report = runDoctor(proxy);

            assertThat(report.verdict("streams"))
                    .as(report.of("streams").toString())
                    .isEqualTo("OK");
            assertThat(report.verdict("fsync")).isEqualTo("OK");
            assertThat(report.verdict("clock here against the server")).isEqualTo("OK");
            assertThat(report.checks("WARN")).contains("database", "audit log heads");
            assertThat(report.of("database").path("observed").asString()).isEqualTo("embedded");
        }
    }

    @Test
    void detectsProxyThatBuffersStreams() throws IOException {
        try (var proxy = NetworkProxy.bufferingStreams(server.address().getPort(), 65_536)) {
            DoctorReport report = runDoctor(proxy);

            assertThat(report.exitCode()).isEqualTo(1);
            assertThat(report.verdict("streams"))
                    .as(report.findings().toString())
                    .isEqualTo("FAIL");
            assertThat(report.of("streams").path("observed").asString()).contains("a proxy buffers the stream");
            assertThat(report.of("streams").path("remedy").asString()).contains("proxy_buffering off");
            assertThat(report.verdict("fsync"))
                    .as("other requests are answered")
                    .isEqualTo("OK");
        }
    }

    @Test
    void detectsProxyThatBuffersSmallChunks() throws IOException, InterruptedException {
        int flags;
        try (HttpClient http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(server.address().resolve("/sdk/v1/flags"))
                    .header("Authorization", "Bearer " + FlagServer.SDK_KEY)
                    .build();
            flags = http.send(request, BodyHandlers.ofByteArray()).body().length;
        }
        assertThat(flags).isGreaterThan(100);
        try (var proxy = NetworkProxy.bufferingStreams(server.address().getPort(), flags / 4)) {
            DoctorReport report = runDoctor(proxy);

            assertThat(report.exitCode()).isEqualTo(1);
            assertThat(report.verdict("streams"))
                    .as(report.findings().toString())
                    .isEqualTo("FAIL");
        }
    }

    @Test
    void detectsUsedSdkKeyThatExpired() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            Instant end = Instant.now().plusSeconds(4);
            var create = HttpRequest.newBuilder(server.address().resolve("/api/v1/environments/default/sdk-keys"))
                    .header("Authorization", "Bearer " + FlagServer.ADMIN_TOKEN)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(Json.of("{'name':'payments','expiresAt':'%s'}", end)))
                    .build();
            JsonNode made =
                    JSON.readTree(http.send(create, BodyHandlers.ofString()).body());
            var flags = HttpRequest.newBuilder(server.address().resolve("/sdk/v1/flags"))
                    .header("Authorization", "Bearer " + made.path("sdkKey").asString())
                    .build();
            assertThat(http.send(flags, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> http.send(flags, BodyHandlers.discarding()).statusCode() == 401);
        }
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            DoctorReport report = runDoctor("--server", server.address().toString(), "--token", FlagServer.ADMIN_TOKEN);
            assertThat(report.exitCode()).isEqualTo(1);
            assertThat(report.checks("FAIL")).containsExactly("SDK key payments of default");
        });
    }

    @Test
    void detectsUnsafeDurabilitySettingsWithoutServer() throws SQLException {
        String url = EmbeddedPostgres.startTemporary().createDatabase();
        execute(url, "alter database " + databaseName(url) + " set synchronous_commit = off");
        DoctorReport report = runDoctor("--database-url", url);
        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.checks("FAIL")).containsExactlyInAnyOrder("fsync", "synchronous_commit");
        assertThat(report.verdict("server")).isEqualTo("SKIPPED");
        assertThat(report.verdict("clock here against the database")).isEqualTo("OK");
    }

    @Test
    void detectsMissingPermissionsAndEncoding() throws SQLException {
        assertThat(runDoctor("--database-url", createReadOnlyAsciiDatabase()).checks("FAIL"))
                .containsExactlyInAnyOrder("fsync", "encoding", "tables", "writing");
    }

    @Test
    void reportsFailedDatabaseAuthentication() throws SQLException {
        String url = createReadOnlyAsciiDatabase().replace("password=guest", "password=wrong");
        DoctorReport report = runDoctor("--database-url", url);
        assertThat(report.checks("FAIL")).containsExactly("database");
        assertThat(report.of("database").path("observed").asString()).contains("password authentication failed");
    }

    /// @return address for a guest who may read only
    private static String createReadOnlyAsciiDatabase() throws SQLException {
        String url = EmbeddedPostgres.startTemporary().createDatabase();
        String name = databaseName(url);
        String ascii = "ascii_" + name;
        execute(
                url,
                "create database " + ascii + " encoding 'SQL_ASCII' locale 'C' locale_provider libc template template0",
                "alter database " + ascii + " set default_transaction_read_only = on",
                "create role guest_" + name + " login password 'guest'");
        return url.substring(0, url.indexOf('?')).replace(name, ascii) + "?user=guest_" + name + "&password=guest";
    }

    private static String databaseName(String url) {
        return url.substring(url.lastIndexOf('/') + 1, url.indexOf('?'));
    }

    private static void execute(String url, String... statements) throws SQLException {
        try (Connection owner = DriverManager.getConnection(url);
                Statement statement = owner.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
