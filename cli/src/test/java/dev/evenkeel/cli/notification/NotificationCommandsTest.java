// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands about events, sinks and routes, against a server that says what it is to say.
class NotificationCommandsTest {
    private static final String EVENT = """
            {"number":7,"id":"r-1.rolled-back","kind":"ROLLED_BACK","at":"2026-11-26T02:03:04.123456Z",
             "subject":{"service":"payments","environment":"prod","resource":"rollout:r-1","topic":"rollout:r-1",
             "path":"/rollouts/r-1"},"severity":"TICKET","title":"modern of core was rolled back",
             "reason":"errors:\\n too many","links":[],"facts":{}}""";
    private static final String RULE = """
            {"name":"payments","channel":"chat","services":["payments"],"severity":"TICKET","events":["incident"],
             "holdAfter":"PT5M","implied":false}""";

    private HttpServer server;
    private String answer = "";
    /* Answers to GET, by path. */
    private final Map<String, String> stored = new HashMap<>(Map.of("/api/v1/notification-channels", "[]"));
    private final List<String> asked = new ArrayList<>();

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String method = exchange.getRequestMethod();
            asked.add(method + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            String path = exchange.getRequestURI().getPath();
            byte[] body = (method.equals("GET") ? stored.getOrDefault(path, answer) : answer).getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void listsEvents() {
        answer = "[" + EVENT + "]";
        assertThat(run("event", "list", "--service", "pay ments").out())
                .containsExactly(
                        "TIME                  SEVERITY  EVENT        SERVICE   TITLE                           REASON",
                        "2026-11-26 02:03:04Z  TICKET    rolled-back  payments  modern of core was rolled back  errors:"
                                + " too many");
        assertThat(asked.getFirst()).startsWith("GET /api/v1/events?service=pay%20ments&limit=50");
    }

    @Test
    void watchPrintsEventsAfterGivenNumber() {
        answer = "[" + EVENT + "]";
        CliResult result = run("event", "watch", "--after", "3", "--count", "1");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .containsExactly("2026-11-26 02:03:04Z  TICKET  rolled-back  modern of core was rolled back: errors:"
                        + " too many");
        assertThat(asked).containsExactly("GET /api/v1/events?after=3&service= ");
    }

    @Test
    void createsWebhookWithGeneratedSecret() {
        answer = Json.of("{'name':'audit','type':'WEBHOOK','address':'https://example.org','lastDelivery':null}");
        CliResult result = run("channel", "create", "audit", "--kind", "webhook", "--url", "https://example.org/hook");
        assertThat(result.exitCode()).isZero();
        String key = result.out().getLast().replaceFirst(".*: ", "");
        assertThat(key).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(asked.getLast())
                .startsWith("PUT /api/v1/notification-channels/audit ")
                .contains(Json.of("'url':'https://example.org/hook'"), Json.of("'secret':'%s'", key));
    }

    @Test
    void createsSlackChannelFromSecretFile() throws IOException {
        answer = Json.of("{'name':'chat','type':'SLACK','address':'hooks.example','lastDelivery':null}");
        Path file = Files.writeString(directory.resolve("channel"), "https://hooks.example/S3CR3T\n");
        CliResult result = run("channel", "create", "chat", "--kind", "slack", "--secret-file", file.toString());
        assertThat(result.out())
                .containsExactly("Channel chat created. To send a test message: ./evenkeel channel test chat");
        assertThat(asked.getLast()).contains(Json.of("'url':'https://hooks.example/S3CR3T'"));
        CliResult misused = run("channel", "create", "chat", "--kind", "slack", "--url", "https://hooks.example/x");
        assertThat(misused.exitCode()).isEqualTo(2);
        assertThat(misused.err()).contains("--secret-file");
    }

    @Test
    void channelTestReturns1WhenNotDelivered() {
        answer = Json.of("{'channel':'chat','delivered':false,'status':404,'response':'no_service'}");
        CliResult result = run("channel", "test", "chat");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).containsExactly("Test message not delivered: 404 no_service");
        answer = Json.of("{'channel':'chat','delivered':true,'status':200,'response':'ok'}");
        assertThat(run("channel", "test", "chat").exitCode()).isZero();
    }

    @Test
    void createsAndDryRunsNotificationRule() {
        answer = RULE;
        stored.put("/api/v1/notification-rules", "[]");
        run(
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
        assertThat(asked.getLast())
                .isEqualTo(Json.of("PUT /api/v1/notification-rules/payments {'channel':'chat','services':['payments',"
                        + "'ledger'],'severity':'TICKET','events':['incident'],'holdAfter':'PT5M'}"));
        answer = """
                {"evaluatedEvents":12,"since":"2026-11-25T02:00:00Z","messages":1,"events":[
                 {"id":"r-1.rolled-back","at":"2026-11-26T02:03:04Z","severity":"TICKET","kind":"rollout.rolled-back",
                  "service":"payments","title":"modern was rolled back","reason":"errors"}]}""";
        stored.put("/api/v1/notification-rules/payments", RULE);
        CliResult result = run("notification-rule", "dry-run", "payments");
        assertThat(result.out().getFirst())
                .isEqualTo("Events since 2026-11-25 02:00:00Z: 12. The rule would have sent 1 of them, in 1 message.");
        assertThat(asked.getLast())
                .isEqualTo(Json.of("POST /api/v1/notification-rules/dry-run?hours=24 {'channel':'chat',"
                        + "'services':['payments'],'severity':'TICKET','events':['incident'],"
                        + "'holdAfter':'PT5M'}"));
        run("notification-rule", "dry-run", "--channel", "chat", "--hours", "2");
        assertThat(asked.getLast())
                .startsWith(Json.of("POST /api/v1/notification-rules/dry-run?hours=2 {'channel':'chat'"));
        assertThat(run("notification-rule", "dry-run").exitCode()).isEqualTo(2);
    }

    @Test
    void listsAndRedeliversDeliveries() {
        String delivery = """
                {"number":3,"channel":"chat","rule":"r","topic":"incident:i-1","events":["a","b"],"severity":"PAGE",
                 "state":"REJECTED","createdAt":"2026-11-26T02:03:00Z","dueAt":"2026-11-26T02:03:00Z","attempts":1,
                 "firstAttemptAt":"2026-11-26T02:03:04Z","lastAttemptAt":"2026-11-26T02:03:04Z","lastHttpStatus":404,
                 "lastResponse":"no_service"}""";
        answer = "[" + delivery + "]";
        assertThat(run("channel", "deliveries").out().getLast())
                .isEqualTo(
                        "3       chat     REJECTED  1         2026-11-26 02:03:04Z  incident:i-1  2       404 no_service");
        answer = delivery;
        assertThat(run("channel", "redeliver", "3").out()).containsExactly("Delivery 3 scheduled again.");
        assertThat(asked.getLast()).startsWith("POST /api/v1/notification-deliveries/3/redeliver");
    }

    private CliResult run(String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(
                "--token",
                "TOKEN",
                "--server",
                "http://127.0.0.1:" + server.getAddress().getPort()));
        return CliResult.of(arguments.toArray(String[]::new));
    }
}
