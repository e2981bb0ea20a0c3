// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import static dev.evenkeel.server.TestServer.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.engine.notification.EventKind;
import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.WebhookReceiver;
import dev.evenkeel.server.WebhookReceiver.ReceivedRequest;
import dev.evenkeel.server.WebhookReceiver.Response;
import dev.evenkeel.server.operations.notification.channel.WebhookSignature;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// Notification channels, rules and deliveries over HTTP, with real receivers.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NotificationEventControllerIT {
    private static final String KEY = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODkwMTIz";
    private static final String ROUTING_KEY = "R0utingKeyThatNobodyShouldSee123";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private TestServer server;
    private WebhookReceiver receiver;

    @BeforeAll
    void start() throws IOException {
        server = TestServer.start("--public-url", "https://keel.example/");
        receiver = WebhookReceiver.start();
    }

    @AfterAll
    void stop() {
        server.close();
        receiver.close();
    }

    private JsonNode put(String path, String body) {
        return requireSuccess(server.put(path, body));
    }

    private void createWebhook(String name, String path) {
        put(
                "/api/v1/notification-channels/" + name,
                Json.of("{'type':'WEBHOOK','url':'%s','secret':'%s'}", receiver.url(path), KEY));
    }

    private void createRule(String name, String channel, String service, String events) {
        put("/api/v1/notification-rules/" + name, """
                {"channel":"%s","services":["%s"],"events":[%s],"holdAfter":"PT0S"}""".formatted(channel, service, events));
    }

    private String declare(String service) {
        return requireSuccess(server.post(
                        "/api/v1/incidents", Json.of("{'service':'%s','title':'customers cannot pay'}", service)))
                .path("id")
                .asString();
    }

    private List<JsonNode> deliveries(String channel) {
        return requireSuccess(server.get("/api/v1/notification-deliveries?limit=1000&channel=" + channel))
                .valueStream()
                .toList();
    }

    private JsonNode awaitDelivery(String channel, String state) {
        return await().atMost(TIMEOUT)
                .until(
                        () -> {
                            runJobs();
                            return deliveries(channel);
                        },
                        all -> all.size() == 1
                                && all.getFirst().path("state").asString().equals(state))
                .getFirst();
    }

    /* Runs the jobs that read and send events. */
    private void runJobs() {
        server.job("events").runSoon();
        server.job("deliveries").runSoon();
    }

    private void awaitReceived(String path, int messages) {
        await().atMost(TIMEOUT).until(() -> {
            runJobs();
            return receiver.at(path).size() == messages;
        });
    }

    @Test
    void sendsSignedWebhookForDeclaredIncident() {
        createWebhook("signed", "/signed");
        createRule("signed", "signed", "signed-service", "\"incident\"");
        declare("signed-service");
        awaitReceived("/signed", 1);
        ReceivedRequest got = receiver.at("/signed").getFirst();
        assertThat(got.header("webhook-signature"))
                .isEqualTo(WebhookSignature.sign(
                        KEY, got.header("webhook-id"), Long.parseLong(got.header("webhook-timestamp")), got.body()));
        assertThat(got.json().path("id").asString()).isEqualTo(got.header("webhook-id"));
        assertThat(got.json().path("source").asString()).startsWith("urn:uuid:");
        assertThat(got.json().path("type").asString()).isEqualTo("dev.cdevents.incident.reported.0.3.0");
        assertThat(got.json().at("/data/customData/link").asString()).startsWith("https://keel.example/incidents/i-");
        assertThat(awaitDelivery("signed", "DELIVERED").path("lastHttpStatus").asInt())
                .isEqualTo(200);
        assertThat(requireSuccess(server.get("/api/v1/notification-channels/signed"))
                        .at("/lastDelivery/response")
                        .asString())
                .isEqualTo("ok");
    }

    @Test
    void neverReturnsChannelSecrets() {
        String slackUrl = receiver.url("/services/S3CR3T/channel");
        createWebhook("secret-hook", "/secret-hook");
        put("/api/v1/notification-channels/secret-chat", Json.of("{'type':'SLACK','url':'%s'}", slackUrl));
        put(
                "/api/v1/notification-channels/secret-pager",
                Json.of("{'type':'PAGERDUTY','url':'%s','routingKey':'%s'}", receiver.url(""), ROUTING_KEY));
        put("/api/v1/notification-channels/secret-hook", Json.of("{'reason':'the key stays'}"));
        receiver.answer(got -> new Response(400, "bad " + got.path() + " " + got.body() + " " + KEY, Map.of()));
        String responses = "";
        for (String channel : List.of("secret-hook", "secret-chat", "secret-pager")) {
            JsonNode result = requireSuccess(server.post("/api/v1/notification-channels/" + channel + "/test", ""));
            assertThat(result.path("delivered").asBoolean()).isFalse();
            assertThat(result.path("status").asInt()).isEqualTo(400);
            assertThat(result.path("response").asString()).startsWith("bad ");
            responses +=
                    channel.equals("secret-hook") ? result : result.toString().replace(KEY, "");
        }
        receiver.answer(200, "ok");
        String shown = server.get("/api/v1/notification-channels").body()
                + server.get("/api/v1/audit").body()
                + server.get("/events").body()
                + responses;
        assertThat(shown)
                .contains("secret-hook", "secret-chat", "secret-pager", "the key stays")
                .doesNotContain(KEY, ROUTING_KEY, "S3CR3T");
        assertThat(server.send(server.request("/api/v1/notification-channels")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void rejectsInvalidChannelsAndRulesWithoutChangingThem() {
        createWebhook("kept", "/kept");
        createRule("kept", "kept", "kept-service", "\"incident\"");
        HttpResponse<String> rejected = server.put("/api/v1/notification-rules/kept", """
                {"channel":"nowhere","events":["rollout.hold"],"severity":"LOUD","holdAfter":"P30D","colour":1}""");
        assertThat(rejected.statusCode()).isEqualTo(422);
        assertThat(rejected.body())
                .contains("/channel", "/events", "/severity", "/holdAfter", "/colour", "rollout.held");
        assertThat(requireSuccess(server.get("/api/v1/notification-rules/kept"))
                        .at("/events/0")
                        .asString())
                .isEqualTo("incident");
        assertThat(server.put("/api/v1/notification-channels/Not%20A%20Name", "{}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void rejectsDeletingChannelInUse() {
        createWebhook("used", "/used");
        createRule("used", "used", "used-service", "\"incident\"");
        HttpResponse<String> rejected =
                server.send(server.asAdmin("/api/v1/notification-channels/used").DELETE());
        assertThat(rejected.statusCode()).isEqualTo(409);
        assertThat(TestServer.json(rejected).path("code").asString()).isEqualTo("channel-in-use");
        assertThat(server.send(server.asAdmin("/api/v1/notification-rules/used").DELETE())
                        .statusCode())
                .isEqualTo(204);
        assertThat(server.send(server.asAdmin("/api/v1/notification-channels/used")
                                .DELETE())
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void returns404ForUnknownChannelRuleOrDelivery() {
        assertThat(server.get("/api/v1/notification-channels/none").statusCode())
                .isEqualTo(404);
        assertThat(server.get("/api/v1/notification-rules/none").statusCode()).isEqualTo(404);
        assertThat(server.post("/api/v1/notification-deliveries/0/redeliver", "")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void rejectsInvalidDryRunPeriod() {
        createWebhook("dry", "/dry");
        assertThat(server.post("/api/v1/notification-rules/dry-run?hours=0", Json.of("{'channel':'dry'}"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void retriesOnlyTransientDeliveryFailures() {
        var tries = new AtomicInteger();
        receiver.answer(got -> switch (got.path()) {
            case "/busy" ->
                tries.incrementAndGet() == 1
                        ? new Response(503, "later", Map.of("Retry-After", "0"))
                        : new Response(202, "", Map.of());
            case "/gone" -> new Response(410, "gone for ever", Map.of());
            case "/moved" -> new Response(307, "", Map.of("Location", receiver.url("/elsewhere")));
            default -> new Response(200, "ok", Map.of());
        });
        for (String channel : List.of("busy", "gone", "moved")) {
            createWebhook(channel, "/" + channel);
            createRule(channel, channel, "trying", "\"incident\"");
        }
        declare("trying");
        assertThat(awaitDelivery("busy", "DELIVERED").path("attempts").asInt()).isEqualTo(2);
        JsonNode gone = awaitDelivery("gone", "REJECTED");
        assertThat(gone.path("attempts").asInt()).isEqualTo(1);
        assertThat(gone.path("lastResponse").asString()).isEqualTo("gone for ever");
        assertThat(awaitDelivery("moved", "REJECTED").path("lastHttpStatus").asInt())
                .isEqualTo(307);
        assertThat(receiver.at("/elsewhere")).isEmpty();
        assertThat(receiver.at("/busy").stream()
                        .map(got -> got.header("webhook-id"))
                        .distinct())
                .as("each try has the same id")
                .hasSize(1);

        receiver.answer(200, "back");
        requireSuccess(server.post(
                "/api/v1/notification-deliveries/" + gone.path("number").asLong() + "/redeliver", ""));
        assertThat(awaitDelivery("gone", "DELIVERED").path("lastResponse").asString())
                .isEqualTo("back");
        assertThat(receiver.at("/gone")).hasSize(2);
    }

    @Test
    void deliversToOtherChannelsWhileOneHangs() {
        var release = new CountDownLatch(1);
        receiver.answer(got -> {
            if (got.path().equals("/hangs")) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return new Response(200, "ok", Map.of());
        });
        createWebhook("hangs", "/hangs");
        createWebhook("lively", "/lively");
        createRule("a-hangs", "hangs", "hanging", "\"incident\"");
        createRule("b-lively", "lively", "hanging", "\"incident\"");
        declare("hanging");
        await().atMost(TIMEOUT).until(() -> !receiver.at("/hangs").isEmpty());
        awaitDelivery("lively", "DELIVERED");
        assertThat(deliveries("hangs").getFirst().path("state").asString()).isEqualTo("PENDING");
        release.countDown();
        awaitDelivery("hangs", "DELIVERED");
        receiver.answer(200, "ok");
    }

    /* Four senders send 125 alerts each, firing or resolved at random, with 20 fingerprints. */
    @Test
    void limitsMessagesDuringAlertStormWithoutLosingAlerts() throws Exception {
        put(
                "/api/v1/notification-channels/storm",
                Json.of("{'type':'SLACK','url':'%s'}", receiver.url("/storm-channel")));
        createRule("storm", "storm", "flood", "\"incident\"");
        List<Future<?>> senders = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int sender = 0; sender < 4; sender++) {
                var random = new Random(sender);
                senders.add(threads.submit(() -> {
                    for (int message = 0; message < 5; message++) {
                        requireSuccess(server.post("/api/v1/alerts/alertmanager", alerts(random)));
                    }
                    return null;
                }));
            }
            for (Future<?> sender : senders) {
                sender.get();
            }
        }
        JsonNode incidents = requireSuccess(server.get("/api/v1/incidents?service=flood"));
        assertThat(incidents.size()).isEqualTo(1);
        String id = incidents.at("/0/id").asString();
        awaitEventsProcessed();
        await().atMost(TIMEOUT).until(() -> !receiver.at("/storm-channel").isEmpty());
        assertThat(deliveries("storm")).as("sent, and still to be sent").hasSizeBetween(1, 3);
        JsonNode timeline =
                requireSuccess(server.get("/api/v1/incidents/" + id)).path("timeline");
        long known = server.bean(JdbcClient.class)
                .sql("select count(distinct (fingerprint, starts_at)) from incident_alert where service = 'flood'")
                .query(Long.class)
                .single();
        assertThat(timeline.valueStream()
                        .filter(entry -> entry.path("kind").asString().equals("alert"))
                        .map(entry -> entry.path("text").asString())
                        .distinct()
                        .count())
                .isBetween(known, 2 * known);
        requireSuccess(server.post("/api/v1/incidents/" + id + "/notes", Json.of("{'text':'no message for this'}")));
        awaitEventsProcessed();
        assertThat(deliveries("storm")).hasSizeBetween(1, 3);
        assertThat(receiver.at("/storm-channel").getFirst().json().path("text").asString())
                .contains("https://keel.example/incidents/" + id);
    }

    private static String alerts(Random random) {
        List<String> alerts = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            int fingerprint = random.nextInt(20);
            boolean firing = random.nextInt(3) > 0;
            Instant since = Instant.parse("2026-11-25T18:00:00Z").plusSeconds(60L * fingerprint);
            alerts.add("""
                    {"status":"%s","fingerprint":"s%d","startsAt":"%s","endsAt":"%s",
                     "labels":{"alertname":"A%d","service":"flood","severity":"ticket"}}""".formatted(
                            firing ? "firing" : "resolved",
                            fingerprint,
                            since,
                            firing ? "0001-01-01T00:00:00Z" : since.plusSeconds(30),
                            fingerprint));
        }
        return Json.of("{'version':'4','groupKey':'g','alerts':[%s]}", String.join(",", alerts));
    }

    /* All entries of the audit log were read. */
    private void awaitEventsProcessed() {
        JdbcClient jdbc = server.bean(JdbcClient.class);
        long head = jdbc.sql("select number from audit_head").query(Long.class).single();
        await().atMost(TIMEOUT)
                .until(() -> jdbc.sql("select audit_number from event_cursor")
                                .query(Long.class)
                                .single()
                        >= head);
    }

    @Test
    void usesOnePagerDutyDedupKeyUntilIncidentIsResolved() {
        put(
                "/api/v1/notification-channels/pager",
                Json.of("{'type':'PAGERDUTY','url':'%s','routingKey':'%s'}", receiver.url("/pager"), ROUTING_KEY));
        createRule("pager", "pager", "paged", "\"incident.reported\"");
        String id = declare("paged");
        awaitReceived("/pager/v2/enqueue", 1);
        assertThat(receiver.at("/pager/v2/enqueue")
                        .getFirst()
                        .json()
                        .path("event_action")
                        .asString())
                .isEqualTo("trigger");
        String incident = "/api/v1/incidents/" + id;
        requireSuccess(server.post(incident + "/acknowledge", Json.of("{'onBehalfOf':'anna'}")));
        requireSuccess(server.post(incident + "/mitigate", Json.of("{'mitigation':'FIX'}")));
        requireSuccess(server.post(incident + "/resolve", "{}"));
        awaitReceived("/pager/v2/enqueue", 2);
        JsonNode last = receiver.at("/pager/v2/enqueue").getLast().json();
        assertThat(last.path("event_action").asString()).isEqualTo("resolve");
        assertThat(last.path("dedup_key"))
                .isEqualTo(receiver.at("/pager/v2/enqueue").getFirst().json().path("dedup_key"));
        assertThat(last.at("/payload/custom_details/events").asString()).contains("Acknowledged", "Resolved");
        JsonNode events = requireSuccess(server.get("/api/v1/events?service=paged"));
        assertThat(events.valueStream().map(event -> event.path("kind").asString()))
                .containsExactly(
                        "INCIDENT_RESOLVED", "INCIDENT_MITIGATED", "INCIDENT_ACKNOWLEDGED", "INCIDENT_REPORTED");
        assertThat(events.at("/0/links/0/event").asString()).isEqualTo(id + ".opened");
        long first = events.at("/3/number").asLong();
        assertThat(requireSuccess(server.get("/api/v1/events?service=paged&after=" + first))
                        .size())
                .isEqualTo(3);
    }

    @Test
    void derivesNotificationRuleFromEscalationChannelOfService() {
        put(
                "/api/v1/notification-channels/harbour-oncall",
                Json.of("{'type':'SLACK','url':'%s'}", receiver.url("/harbour")));
        put("/api/v1/services/harbour", Json.of("{'owner':'Harbour team','escalation':'#harbour-oncall'}"));
        JsonNode implied = requireSuccess(server.get("/api/v1/notification-rules/service:harbour"));
        assertThat(implied.path("channel").asString()).isEqualTo("harbour-oncall");
        assertThat(implied.path("implied").asBoolean()).isTrue();
        assertThat(implied.path("holdAfter").asString()).isEqualTo("PT10M");
        createRule("harbour", "harbour-oncall", "harbour", "\"incident\"");
        assertThat(server.get("/api/v1/notification-rules/service:harbour").statusCode())
                .isEqualTo(404);
        declare("harbour");
        awaitReceived("/harbour", 1);

        JsonNode run = requireSuccess(server.post(
                "/api/v1/notification-rules/dry-run",
                Json.of("{'channel':'harbour-oncall','services':['harbour'],'events':['incident']}")));
        assertThat(run.path("messages").asInt()).isEqualTo(1);
        assertThat(run.at("/events/0/kind").asString()).isEqualTo("incident.reported");
        JsonNode none = requireSuccess(server.post(
                "/api/v1/notification-rules/dry-run", Json.of("{'channel':'harbour-oncall','services':['harbour']}")));
        assertThat(none.path("evaluatedEvents").asInt()).isPositive();
        assertThat(none.path("events").isEmpty()).as("the quiet few").isTrue();
    }

    private void recordEvent(Event event) {
        server.bean(TransactionTemplate.class)
                .executeWithoutResult(status -> server.bean(EventRecorder.class).record(event, Instant.now()));
    }

    private static Event hold(String service, String topic, Instant at) {
        var about = new Event.Subject(service, "default", "rollout:r-1", topic, "/rollouts/r-1");
        return Event.of(topic, EventKind.HELD, at, about, EventSeverity.TICKET)
                .withText("core holds", "nothing is heard");
    }

    private static Event holdEnded(Event hold, Instant at) {
        return Event.of(hold.id() + ".ended", EventKind.HOLD_ENDED, at, hold.subject(), EventSeverity.INFO)
                .withText("core no longer holds", "it goes on");
    }

    @Test
    void notifiesOfHoldAndItsEndOnlyAfterHoldDelay() {
        put("/api/v1/notification-channels/holds", Json.of("{'type':'SLACK','url':'%s'}", receiver.url("/holds")));
        put("/api/v1/notification-rules/holds", Json.of("{'channel':'holds','services':['holding']}"));
        Instant now = Instant.now();
        Event brief = hold("holding", "r-brief.hold.1", now);
        recordEvent(brief);
        assertThat(Instant.parse(deliveries("holds").getFirst().path("dueAt").asString()))
                .isAfterOrEqualTo(now.plus(Duration.ofMinutes(9)));
        recordEvent(holdEnded(brief, now));
        assertThat(deliveries("holds").getFirst().path("state").asString()).isEqualTo("SUPPRESSED");
        assertThat(deliveries("holds")).hasSize(1);

        Event lasting = hold("holding", "r-lasting.hold.1", now.minus(Duration.ofMinutes(11)));
        recordEvent(lasting);
        recordEvent(lasting);
        awaitReceived("/holds", 1);
        recordEvent(holdEnded(lasting, now));
        awaitReceived("/holds", 2);
        assertThat(receiver.at("/holds").getLast().json().path("text").asString())
                .startsWith("core no longer holds: it goes on");
        JsonNode run = requireSuccess(server.post(
                "/api/v1/notification-rules/dry-run", Json.of("{'channel':'holds','services':['holding']}")));
        assertThat(run.path("events")
                        .valueStream()
                        .map(event -> event.path("id").asString()))
                .contains("r-lasting.hold.1", "r-lasting.hold.1.ended")
                .doesNotContain("r-brief.hold.1", "r-brief.hold.1.ended");
    }
}
