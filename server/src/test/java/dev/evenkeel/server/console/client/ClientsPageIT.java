// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.client;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.console.kit.TestBrowser;
import dev.evenkeel.server.flags.flag.FlagService;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Flag revisions of SDK clients on the console, in the API and as metrics.
final class ClientsPageIT {
    private static final String LATE = "late0b6e-5d0c-4b4e-9d0c-2f4f6c1b7a10";

    private static TestServer server;

    @BeforeAll
    static void start() throws SQLException {
        server = TestServer.start();
        define(1);
        acknowledge(LATE, 1);
        acknowledge("gone-77aa", 1);
        define(2);
        acknowledge("current-41c2", 2);
        report("node-3c1f", true);
        report("python-88d2", false);
        execute("UPDATE sdk_instance SET last_seen_at = last_seen_at - interval '1 hour' WHERE instance LIKE 'gone%'");
        execute("UPDATE environment_revision SET committed_at = committed_at - interval '90 seconds'");
        execute("INSERT INTO sdk_instance (environment, instance, last_seen_at, first_seen_at)"
                + " VALUES ('default', 'mute-93d0', now() + interval '1 hour', now() - interval '5 seconds')");
        execute("UPDATE sdk_instance SET last_seen_at = now() + interval '1 hour' WHERE instance NOT LIKE 'gone%'");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void showsClientLagAndOutcomeApiClients() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/clients");
            assertThat(page.locator("#clients"))
                    .containsText(Pattern.compile("2 of 3 connected SDK processes do not have the newest flags,"
                            + " one of them for \\d+\\smin"));
            assertThat(page.locator("#processes tbody tr").first()).containsText(LATE);
            assertThat(page.locator("#processes tbody tr").first()).containsText("Behind");
            assertThat(page.locator("#processes tbody tr").first())
                    .containsText(Pattern.compile("1 revision, \\d+\\smin"));
            assertThat(page.locator("#processes tbody tr")).hasCount(4);
            assertThat(page.locator("#processes tbody")).containsText("Says nothing");
            assertThat(page.locator("#processes tbody")).containsText("Up to date");
            assertThat(page.locator("#processes tbody tr").last()).containsText("Gone");
            assertThat(page.locator("#reporters tbody tr")).hasCount(2);
            assertThat(page.locator("#reporters tbody tr").first()).containsText("node-3c1f");
            assertThat(page.locator("#reporters tbody tr").first()).containsText("Yes");
            assertThat(page.locator("#reporters tbody tr").last()).containsText("Its silence is not noticed");
            assertThat(page.getByLabel("Pages").locator("[aria-current]")).hasText("Clients");
            TestBrowser.checkAllWidthsAndThemes(page, "clients");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void returnsClientLagFromApi() {
        JsonNode list = TestServer.json(server.get("/api/v1/environments/default/clients"));
        assertThat(list.get("connected").asInt()).isEqualTo(3);
        assertThat(list.get("behind").asInt()).isEqualTo(2);
        assertThat(list.get("largestLagSeconds").asDouble()).isGreaterThan(80);
        JsonNode current = list.get("clients").get(0);
        assertThat(current.get("instance").asString()).isEqualTo("current-41c2");
        assertThat(current.get("newestRevision").asInt()).isEqualTo(2);
        assertThat(current.get("behindBy").asInt()).isZero();
        assertThat(current.get("behindSeconds").asDouble()).isZero();
        JsonNode late = list.get("clients").get(2);
        assertThat(late.get("behindBy").asInt()).isEqualTo(1);
        assertThat(late.get("behindSeconds").asDouble()).isGreaterThan(80);
        JsonNode mute = list.get("clients").get(3);
        assertThat(mute.get("behindBy").isNull()).isTrue();
        assertThat(mute.get("behindSeconds").asDouble()).isBetween(5.0, 80.0);
    }

    @Test
    void exposesClientLagMetricsAndRequiresAuthentication() {
        assertThat(server.send(server.request("/metrics")).statusCode()).isEqualTo(401);
        assertThat(server.get("/metrics").body())
                .contains("# TYPE evenkeel_sdk_clients gauge\nevenkeel_sdk_clients{environment=\"default\"} 3.0\n")
                .contains("\nevenkeel_sdk_clients_behind{environment=\"default\"} 2.0\n")
                .containsPattern("\nevenkeel_sdk_clients_lag_seconds\\{environment=\"default\"} \\d{2,3}\\.\\d{1,3}\n")
                .contains("\nevenkeel_streams 0.0\n", "\nevenkeel_streams_limit ");
    }

    private static void define(long revision) {
        String flags = Json.of("{'flags':{},'metadata':{'version':%s}}", revision);
        server.put("/api/v1/environments/default/flags", flags);
        await().until(() -> server.bean(FlagService.class)
                        .findLatest("default")
                        .orElseThrow()
                        .revision()
                == revision);
    }

    private static void acknowledge(String instance, long revision) {
        String body = Json.of("{'instance':'%s','revision':%s}", instance, revision);
        assertThat(server.send(server.asSdk("/sdk/v1/acks").POST(BodyPublishers.ofString(body)))
                        .statusCode())
                .isEqualTo(204);
    }

    private static void report(String instance, boolean heartbeat) {
        String body = """
                {"instance":"%s","sequence":1,"heartbeat":%s,
                 "groups":[{"flag":"f","variant":"v","calls":[{"micros":900},{"micros":1100}]}]}""".formatted(instance, heartbeat);
        TestServer.requireSuccess(server.send(server.asSdk("/sdk/v1/calls")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))));
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.databaseUrl());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
