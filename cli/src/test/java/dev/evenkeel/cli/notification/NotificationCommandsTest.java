// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Commands for events, notification channels and notification rules.
class NotificationCommandsTest {
    private static final String EVENT = """
            {"number":7,"id":"r-1.rolled-back","kind":"ROLLED_BACK","at":"2026-11-26T02:03:04.123456Z",
             "subject":{"service":"payments","environment":"prod","resource":"rollout:r-1","topic":"rollout:r-1",
             "path":"/rollouts/r-1"},"severity":"TICKET","title":"modern of core was rolled back",
             "reason":"errors:\\n too many","links":[],"facts":{}}""";
    private static final String RULE = """
            {"name":"payments","channel":"chat","services":["payments"],"severity":"TICKET","events":["incident"],
             "holdAfter":"PT5M","implied":false}""";
    private static final String DRY_RUN = """
            {"evaluatedEvents":12,"since":"2026-11-25T02:00:00Z","messages":1,"events":[
             {"id":"r-1.rolled-back","at":"2026-11-26T02:03:04Z","severity":"TICKET","kind":"rollout.rolled-back",
              "service":"payments","title":"modern was rolled back","reason":"errors"}]}""";
    private static final String DELIVERY = """
            {"number":3,"channel":"chat","rule":"r","topic":"incident:i-1","events":["a","b"],"severity":"PAGE",
             "state":"REJECTED","createdAt":"2026-11-26T02:03:00Z","dueAt":"2026-11-26T02:03:00Z","attempts":1,
             "firstAttemptAt":"2026-11-26T02:03:04Z","lastAttemptAt":"2026-11-26T02:03:04Z","lastHttpStatus":404,
             "lastResponse":"no_service"}""";

    @RegisterExtension
    private final StubServer server = new StubServer();

    @TempDir
    private Path directory;

    @BeforeEach
    void respondWithoutChannels() {
        server.on("GET", "/api/v1/notification-channels").respond("[]");
    }

    @Test
    void listsEvents() {
        server.respond("[" + EVENT + "]");
        assertThat(server.run("event", "list", "--service", "pay ments").out())
                .containsExactly(
                        "TIME                  SEVERITY  EVENT        SERVICE   TITLE                           REASON",
                        "2026-11-26 02:03:04Z  TICKET    rolled-back  payments  modern of core was rolled back  errors:"
                                + " too many");
        assertThat(server.requests().getFirst()).startsWith("GET /api/v1/events?service=pay%20ments&limit=50");
    }

    @Test
    void watchPrintsEventsAfterGivenNumber() {
        server.respond("[" + EVENT + "]");
        CliResult result = server.run("event", "watch", "--after", "3", "--count", "1");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .containsExactly("2026-11-26 02:03:04Z  TICKET  rolled-back  modern of core was rolled back: errors:"
                        + " too many");
        assertThat(server.requests()).containsExactly("GET /api/v1/events?after=3&service=");
    }

    @Test
    void createsWebhookWithGeneratedSecret() {
        server.respond(Json.of("{'name':'audit','type':'WEBHOOK','address':'https://example.org','lastDelivery':null}"));
        CliResult result = server.run("channel", "create", "audit", "--kind", "webhook", "--url", "https://example.org/hook");
        assertThat(result.exitCode()).isZero();
        String key = result.out().getLast().replaceFirst(".*: ", "");
        assertThat(key).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(server.lastRequest())
                .startsWith("PUT /api/v1/notification-channels/audit ")
                .contains(Json.of("'url':'https://example.org/hook'"), Json.of("'secret':'%s'", key));
    }

    @Test
    void createsSlackChannelFromSecretFile() throws IOException {
        server.respond(Json.of("{'name':'chat','type':'SLACK','address':'hooks.example','lastDelivery':null}"));
        Path file = Files.writeString(directory.resolve("channel"), "https://hooks.example/S3CR3T\n");
        CliResult result = server.run("channel", "create", "chat", "--kind", "slack", "--secret-file", file.toString());
        assertThat(result.out())
                .containsExactly("Channel chat created. To send a test message: ./evenkeel channel test chat");
        assertThat(server.lastRequest()).contains(Json.of("'url':'https://hooks.example/S3CR3T'"));
    }

    @Test
    void rejectsSlackAddressAsOption() {
        CliResult misused = server.run("channel", "create", "chat", "--kind", "slack", "--url", "https://hooks.example/x");
        assertThat(misused.exitCode()).isEqualTo(2);
        assertThat(misused.err()).contains("--secret-file");
    }

    @Test
    void channelTestReturns1WhenNotDelivered() {
        server.respond(Json.of("{'channel':'chat','delivered':false,'status':404,'response':'no_service'}"));
        CliResult result = server.run("channel", "test", "chat");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).containsExactly("Test message not delivered: 404 no_service");
    }

    @Test
    void channelTestReturns0WhenDelivered() {
        server.respond(Json.of("{'channel':'chat','delivered':true,'status':200,'response':'ok'}"));
        assertThat(server.run("channel", "test", "chat").exitCode()).isZero();
    }

    @Test
    void createsNotificationRule() {
        server.on("GET", "/api/v1/notification-rules").respond("[]");
        server.respond(RULE);
        server.run(
                "notification-rule",
                "create",
                "payments",
                "--channel",
                "chat",
                "--service",
                "payments,ledger",
                "--event",
                "incident",
                "--severity",
                "TICKET",
                "--hold-after",
                "PT5M");
        assertThat(server.lastRequest()).isEqualTo(Json.of("""
                        PUT /api/v1/notification-rules/payments {'channel':'chat','services':['payments','ledger'],\
                        'severity':'TICKET','events':['incident'],'holdAfter':'PT5M'}"""));
    }

    @Test
    void dryRunsStoredNotificationRule() {
        server.on("GET", "/api/v1/notification-rules/payments").respond(RULE);
        server.respond(DRY_RUN);
        CliResult result = server.run("notification-rule", "dry-run", "payments");
        assertThat(result.out().getFirst())
                .isEqualTo("Events since 2026-11-25 02:00:00Z: 12. The rule would have sent 1 of them, in 1 message.");
        assertThat(server.lastRequest()).isEqualTo(Json.of("""
                        POST /api/v1/notification-rules/dry-run?hours=24 {'channel':'chat','services':['payments'],\
                        'severity':'TICKET','events':['incident'],'holdAfter':'PT5M'}"""));
    }

    @Test
    void dryRunsNotificationRuleOfOptions() {
        server.respond(DRY_RUN);
        server.run("notification-rule", "dry-run", "--channel", "chat", "--hours", "2");
        assertThat(server.lastRequest())
                .startsWith(Json.of("POST /api/v1/notification-rules/dry-run?hours=2 {'channel':'chat'"));
    }

    @Test
    void dryRunRequiresRuleOrChannel() {
        assertThat(server.run("notification-rule", "dry-run").exitCode()).isEqualTo(2);
    }

    @Test
    void listsDeliveries() {
        server.respond("[" + DELIVERY + "]");
        assertThat(server.run("channel", "deliveries").out().getLast())
                .isEqualTo(
                        "3       chat     REJECTED  1         2026-11-26 02:03:04Z  incident:i-1  2       404 no_service");
    }

    @Test
    void redeliversDelivery() {
        server.respond(DELIVERY);
        assertThat(server.run("channel", "redeliver", "3").out()).containsExactly("Delivery 3 scheduled again.");
        assertThat(server.lastRequest()).startsWith("POST /api/v1/notification-deliveries/3/redeliver");
    }
}
