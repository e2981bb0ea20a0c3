// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import static dev.evenkeel.server.operations.notification.channel.SampleEvents.SENDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.api.NotificationApi.PutNotificationChannelRequest;
import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.engine.notification.EventKind;
import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.engine.notification.NotificationChannelType;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.foundation.problems.ValidationException;
import dev.evenkeel.server.foundation.request.JsonRequestBinder;
import dev.evenkeel.server.foundation.schema.RequestSchemaValidator;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Formats of messages to each kind of notification channel, and validation of channels.
final class NotificationMessageFormatTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonRequestBinder BINDER = new JsonRequestBinder(new RequestSchemaValidator());
    private static final String KEY = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";
    private static final String ROUTING_KEY = "0123456789abcdef0123456789ABCDEF";

    private static Event event(EventKind kind, EventSeverity severity) {
        return SampleEvents.of(kind, severity);
    }

    /* Computed with Python's hmac and base64. */
    @Test
    void signsWebhooksAsStandardWebhooksSpecifies() {
        String signature = WebhookSignature.sign(KEY, "r-1.started", 1_764_122_584L, Json.of("{'a':'ü'}"));
        assertThat(signature).isEqualTo("v1,a8Njw36SnCxoQoaM3/j/uBIMCwLkEZAZ0pogqCgGP2k=");
    }

    @Test
    void rendersWebhookAsSignedCloudEvent() {
        var channel = new NotificationChannel(
                "audit", NotificationChannelType.WEBHOOK, URI.create("https://example.org/hook"), KEY);
        Instant now = Instant.parse("2026-11-26T02:10:00Z");
        ChannelHttpRequest message = MessageRenderer.render(
                channel, List.of(event(EventKind.ROLLED_BACK, EventSeverity.TICKET)), SENDER, now);
        assertThat(message.to()).isEqualTo(channel.address());
        assertThat(message.headers())
                .containsEntry("Content-Type", "application/cloudevents+json; charset=UTF-8")
                .containsEntry("webhook-id", "r-1.rollout.rolled-back")
                .containsEntry("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .containsEntry(
                        "webhook-signature",
                        WebhookSignature.sign(KEY, "r-1.rollout.rolled-back", now.getEpochSecond(), message.body()));
        assertThat(JSON.readTree(message.body()).path("type").asString())
                .isEqualTo("dev.cdevents.service.rolledback.0.3.0");
    }

    @Test
    void rendersSlackMessageWithEscapedTextAndOneLink() {
        List<Event> many = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            many.add(event(EventKind.INCIDENT_REOPENED, EventSeverity.TICKET));
        }
        JsonNode message = SlackMessageFormatter.format(many, SENDER);
        assertThat(message.path("blocks").size()).isEqualTo(9);
        assertThat(message.at("/blocks/0/text/text").asString())
                .isEqualTo("*Title of &lt;incident.reopened&gt;*\nbecause 5 &gt; 3 &amp; more");
        assertThat(message.at("/blocks/8/elements/0/text").asString())
                .startsWith("4 earlier events · <https://keel.example/incidents/i-1|Open in Evenkeel>");
        assertThat(message.path("text").asString()).contains("https://keel.example/incidents/i-1");
    }

    @ParameterizedTest
    @CsvSource({
        "INCIDENT_DETECTED, PAGE, trigger, critical",
        "INCIDENT_ACKNOWLEDGED, INFO, acknowledge, info",
        "INCIDENT_RESOLVED, INFO, resolve, info",
        "SLO_ALERT_FIRED, TICKET, trigger, error",
        "SLO_ALERT_RESOLVED, INFO, resolve, info",
        "HELD, TICKET, trigger, error",
        "HOLD_ENDED, INFO, resolve, info",
        "APPROVAL_REQUESTED, NOTICE, trigger, warning",
        "APPROVAL_CLOSED, INFO, resolve, info",
        "ROLLED_BACK, TICKET, trigger, error",
        "SLO_BUDGET_STATE_CHANGED, TICKET, trigger, error",
        "SLO_BUDGET_STATE_CHANGED, INFO, resolve, info",
    })
    void mapsEventToPagerDutyActionAndSeverity(
            EventKind kind, EventSeverity severity, String action, String expectedSeverity) {
        PagerDutyEvent event = PagerDutyEvent.of(List.of(event(kind, severity)), ROUTING_KEY, SENDER);
        assertThat(event.path()).isEqualTo("/v2/enqueue");
        assertThat(event.body().path("routing_key").asString()).isEqualTo(ROUTING_KEY);
        assertThat(event.body().path("event_action").asString()).isEqualTo(action);
        assertThat(event.body().path("dedup_key").asString())
                .startsWith("urn:uuid:")
                .endsWith(kind.family().equals("incident") ? "/incident:i-1" : "/r-1.hold.7");
        assertThat(event.body().at("/payload/severity").asString()).isEqualTo(expectedSeverity);
        assertThat(event.body().at("/payload/summary").asString()).contains("because 5 > 3 & more");
        assertThat(event.body().at("/payload/source").asString()).isEqualTo("payments");
    }

    @ParameterizedTest
    @CsvSource({"ROLLOUT_STARTED", "EXPOSURE_CHANGED", "COMPLETED", "DECIDED", "GATE_STATE_CHANGED"})
    void sendsInformationalEventsAsPagerDutyChangeEvents(EventKind kind) {
        PagerDutyEvent event = PagerDutyEvent.of(List.of(event(kind, EventSeverity.INFO)), ROUTING_KEY, SENDER);
        assertThat(event.path()).isEqualTo("/v2/change/enqueue");
        assertThat(event.body().propertyNames()).containsExactly("routing_key", "payload", "links");
        assertThat(event.body().path("payload").propertyNames())
                .containsExactly("summary", "timestamp", "source", "custom_details");
    }

    @Test
    void usesPagerDutyActionOfLatestEvent() {
        PagerDutyEvent event = PagerDutyEvent.of(
                List.of(
                        event(EventKind.INCIDENT_DETECTED, EventSeverity.PAGE),
                        event(EventKind.INCIDENT_ACKNOWLEDGED, EventSeverity.INFO)),
                ROUTING_KEY,
                SENDER);
        assertThat(event.body().path("event_action").asString()).isEqualTo("acknowledge");
        assertThat(event.body().at("/payload/severity").asString()).isEqualTo("critical");
    }

    private static NotificationChannel create(String name, String body, @Nullable NotificationChannel previous) {
        PutNotificationChannelRequest request = NotificationChannelFactory.validate(
                name, BINDER.bind(PutNotificationChannelRequest.class, JSON.readTree(body)), previous);
        return NotificationChannelFactory.create(name, request, previous);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type":"WEBHOOK","url":"ftp://x/y","secret":"whsec_c2hvcnQ="}  | /url /secret
            {"type":"WEBHOOK","url":"https://user:pw@example.org/"}         | /url /secret
            {"type":"SLACK","url":"hooks.slack.com/services/S3CR3T"}        | /url
            {"type":"SLACK","url":"https://x/S3CR3T","secret":"S3CR3T"}     | /secret
            {"type":"PAGERDUTY","routingKey":"S3CR3T"}                      | /routingKey
            {"type":"PIGEON"}                                               | /type
            {}                                                              | /type
            """)
    void rejectsInvalidChannelWithoutEchoingSecrets(String body, String pointers) {
        assertThatThrownBy(() -> create("name", body, null))
                .isInstanceOfSatisfying(ValidationException.class, rejected -> {
                    String error = JSON.writeValueAsString(rejected.problem());
                    assertThat(error).contains(pointers.split(" ")).doesNotContain("S3CR3T", "c2hvcnQ", "user:pw");
                });
    }

    @Test
    void requiresNewSecretWhenChannelUrlChanges() {
        var previous = new NotificationChannel(
                "pager", NotificationChannelType.PAGERDUTY, URI.create("https://events.pagerduty.com"), ROUTING_KEY);
        assertThat(create("pager", Json.of("{'reason':'x'}"), previous).secret())
                .isEqualTo(ROUTING_KEY);
        assertThatThrownBy(() -> create("pager", Json.of("{'url':'https://elsewhere.example'}"), previous))
                .isInstanceOf(ValidationException.class);
    }

    @Test
    void redactsSecretsInStringsAndResponses() {
        var slack = new NotificationChannel(
                "chat",
                NotificationChannelType.SLACK,
                URI.create("https://hooks.slack.com"),
                "https://hooks.slack.com/services/S3CR3T");
        assertThat(slack.toString()).doesNotContain("S3CR3T");
        assertThat(slack.redact("GET /services/S3CR3T HTTP/1.1\r\n" + "x".repeat(300), 100))
                .doesNotContain("S3CR3T", "\r", "\n")
                .hasSize(100);
        assertThat(MessageRenderer.render(
                                slack, List.of(event(EventKind.TEST, EventSeverity.INFO)), SENDER, Instant.EPOCH)
                        .toString())
                .doesNotContain("S3CR3T");
    }

    @Test
    void redactsQueryOfSecretUrl() {
        var chat = new NotificationChannel(
                "chat",
                NotificationChannelType.SLACK,
                URI.create("https://chat.example"),
                "https://chat.example/?token=S3CR3T");
        assertThat(chat.redact("no access to /?token=S3CR3T", 100)).isEqualTo("no access to /?***");
    }

    @Test
    void parsesRetryAfterHeader() {
        Instant now = Instant.parse("2026-11-26T02:00:00Z");
        assertThat(ChannelHttpClient.parseRetryAfter("120", now)).isEqualTo(Duration.ofMinutes(2));
        assertThat(ChannelHttpClient.parseRetryAfter("Thu, 26 Nov 2026 02:01:00 GMT", now))
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(ChannelHttpClient.parseRetryAfter("Thu, 26 Nov 2026 01:01:00 GMT", now))
                .isZero();
        assertThat(ChannelHttpClient.parseRetryAfter("soon", now)).isNull();
        assertThat(ChannelHttpClient.parseRetryAfter("-5", now)).isNull();
    }
}
