// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.NotificationApi.ChannelTestResponse;
import dev.evenkeel.api.NotificationApi.Delivery;
import dev.evenkeel.api.NotificationApi.DryRunEvent;
import dev.evenkeel.api.NotificationApi.NotificationChannelResponse;
import dev.evenkeel.api.NotificationApi.NotificationRuleDryRunResponse;
import dev.evenkeel.api.NotificationApi.NotificationRuleResponse;
import dev.evenkeel.api.NotificationApi.RecordedEvent;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.engine.notification.EventKind;
import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.engine.notification.NotificationChannelType;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Commands for events, notification channels and notification rules.
class NotificationCommandsTest {
    private static final Instant AT = Instant.parse("2026-11-26T02:03:04Z");
    private static final RecordedEvent EVENT = new RecordedEvent(
            7,
            Event.of(
                            "r-1.rolled-back",
                            EventKind.ROLLED_BACK,
                            Instant.parse("2026-11-26T02:03:04.123456Z"),
                            new Event.Subject("payments", "prod", "rollout:r-1", "rollout:r-1", "/rollouts/r-1"),
                            EventSeverity.TICKET)
                    .withText("modern of core was rolled back", "errors:\n too many"));
    private static final NotificationRuleResponse RULE = new NotificationRuleResponse(
            "payments",
            "chat",
            List.of("payments"),
            EventSeverity.TICKET,
            List.of("incident"),
            Duration.ofMinutes(5),
            false);
    private static final NotificationRuleDryRunResponse DRY_RUN = new NotificationRuleDryRunResponse(
            12,
            Instant.parse("2026-11-25T02:00:00Z"),
            1,
            List.of(new DryRunEvent(
                    "r-1.rolled-back",
                    "rollout.rolled-back",
                    AT,
                    "payments",
                    EventSeverity.TICKET,
                    "modern was rolled back",
                    "errors")));
    private static final Delivery DELIVERY = new Delivery(
            3,
            "chat",
            "r",
            "incident:i-1",
            List.of("a", "b"),
            EventSeverity.PAGE,
            Delivery.State.REJECTED,
            Instant.parse("2026-11-26T02:03:00Z"),
            Instant.parse("2026-11-26T02:03:00Z"),
            1,
            AT,
            AT,
            404,
            "no_service");

    @RegisterExtension
    private final StubServer server = new StubServer();

    @TempDir
    private Path directory;

    @BeforeEach
    void respondWithoutChannels() {
        server.on("GET", "/api/v1/notification-channels").respond(List.of());
    }

    @Test
    void listsEvents() {
        server.respond(List.of(EVENT));
        assertThat(server.run("event", "list", "--service", "pay ments").out())
                .containsExactly(
                        "TIME                  SEVERITY  EVENT        SERVICE   TITLE                           REASON",
                        "2026-11-26 02:03:04Z  TICKET    rolled-back  payments  modern of core was rolled back  errors:"
                                + " too many");
        assertThat(server.requests().getFirst()).startsWith("GET /api/v1/events?service=pay%20ments&limit=50");
    }

    @Test
    void watchPrintsEventsAfterGivenNumber() {
        server.respond(List.of(EVENT));
        CliResult result = server.run("event", "watch", "--after", "3", "--count", "1");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .containsExactly("2026-11-26 02:03:04Z  TICKET  rolled-back  modern of core was rolled back: errors:"
                        + " too many");
        assertThat(server.requests()).containsExactly("GET /api/v1/events?after=3&service=");
    }

    @Test
    void createsWebhookWithGeneratedSecret() {
        server.respond(
                new NotificationChannelResponse("audit", NotificationChannelType.WEBHOOK, "https://example.org", null));
        CliResult result =
                server.run("channel", "create", "audit", "--kind", "webhook", "--url", "https://example.org/hook");
        assertThat(result.exitCode()).isZero();
        String key = result.out().getLast().replaceFirst(".*: ", "");
        assertThat(key).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(server.lastRequest())
                .startsWith("PUT /api/v1/notification-channels/audit ")
                .contains(Json.of("'url':'https://example.org/hook'"), Json.of("'secret':'%s'", key));
    }

    @Test
    void createsSlackChannelFromSecretFile() throws IOException {
        server.respond(new NotificationChannelResponse("chat", NotificationChannelType.SLACK, "hooks.example", null));
        Path file = Files.writeString(directory.resolve("channel"), "https://hooks.example/S3CR3T\n");
        CliResult result = server.run("channel", "create", "chat", "--kind", "slack", "--secret-file", file.toString());
        assertThat(result.out())
                .containsExactly("Channel chat created. To send a test message: ./evenkeel channel test chat");
        assertThat(server.lastRequest()).contains(Json.of("'url':'https://hooks.example/S3CR3T'"));
    }

    @Test
    void rejectsSlackAddressAsOption() {
        CliResult misused =
                server.run("channel", "create", "chat", "--kind", "slack", "--url", "https://hooks.example/x");
        assertThat(misused.exitCode()).isEqualTo(2);
        assertThat(misused.err()).contains("--secret-file");
    }

    @Test
    void channelTestReturns1WhenNotDelivered() {
        server.respond(new ChannelTestResponse("chat", false, 404, "no_service"));
        CliResult result = server.run("channel", "test", "chat");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).containsExactly("Test message not delivered: 404 no_service");
    }

    @Test
    void channelTestReturns0WhenDelivered() {
        server.respond(new ChannelTestResponse("chat", true, 200, "ok"));
        assertThat(server.run("channel", "test", "chat").exitCode()).isZero();
    }

    @Test
    void createsNotificationRule() {
        server.on("GET", "/api/v1/notification-rules").respond(List.of());
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
        server.respond(List.of(DELIVERY));
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
