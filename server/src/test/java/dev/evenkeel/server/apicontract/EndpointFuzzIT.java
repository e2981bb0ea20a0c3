// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.apicontract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.fuzz.FuzzInput;
import dev.evenkeel.fuzz.Fuzzer;
import dev.evenkeel.fuzz.InputDialect;
import dev.evenkeel.server.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Malformed requests to every endpoint: none causes a server error. A rejected request returns a problem without
/// internals and changes nothing.
final class EndpointFuzzIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int BODIES = 16;
    private static final int PATHS = 8;
    private static final Pattern INSIDE = Pattern.compile(
            "\\b(java|javax|jakarta|dev\\.evenkeel\\.server|org\\.(springframework|postgresql|apache)|tools\\.jackson|com\\.fasterxml)\\.[a-zA-Z]"
                    + "|\\bat [a-z]+\\.[a-z.]+\\(|SQLState|Exception\\b");
    /// Problem codes of expected 503 responses.
    private static final Set<String> BUSY = Set.of("too-many-streams");
    /// Endpoints whose errors follow another protocol.
    private static final Pattern OTHER_PROTOCOL = Pattern.compile("/integrations/flagger/.*|/login.*|/logout");
    /// The newest audit entry of a request; background jobs have other actors.
    private static final String CHANGES = "select coalesce(max(number), 0) from audit_entry where actor = 'admin'";

    private static TestServer server;
    private static FuzzNames world;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        world = new FuzzNames(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyEndpointWithBodyHasSample() {
        Set<String> served = Endpoint.of(server).stream()
                .filter(Endpoint::takesBody)
                .map(Endpoint::name)
                .collect(Collectors.toSet());
        assertThat(Endpoint.bodies().keySet()).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void handlesMalformedRequestsWithoutServerErrors() {
        Map<String, List<String>> bodies = Endpoint.bodies();
        List<String> failures = new ArrayList<>();
        for (Endpoint endpoint : Endpoint.of(server)) {
            List<String> samples = bodies.getOrDefault(endpoint.name(), List.of());
            boolean yaml = samples.stream().anyMatch(sample -> sample.startsWith("api"));
            InputDialect dialect =
                    !endpoint.takesBody() ? InputDialect.NONE : yaml ? InputDialect.YAML : InputDialect.JSON;
            try {
                Fuzzer.of(endpoint.name(), dialect)
                        .samples(samples)
                        .inputs(endpoint.takesBody() ? BODIES : PATHS)
                        .run(input -> attempt(endpoint, input));
            } catch (AssertionError e) {
                failures.add(String.valueOf(e.getMessage()));
            }
        }
        assertThat(server.get("/health").statusCode()).isEqualTo(200);
        assertThat(failures).isEmpty();
    }

    private static void attempt(Endpoint endpoint, FuzzInput input) throws IOException {
        FuzzedRequest attempt = FuzzedRequest.of(endpoint, world, input);
        long before = newestAuditEntry();
        HttpResponse<InputStream> answer = server.send(attempt.request(server), BodyHandlers.ofInputStream());
        String body = body(answer);
        int status = answer.statusCode();
        if (status >= 500) {
            assertThat(status == 503
                            && BUSY.contains(JSON.readTree(body).path("code").asString("")))
                    .as("%d to %s: %s", status, attempt, body)
                    .isTrue();
        }
        if (status >= 400 && !OTHER_PROTOCOL.matcher(endpoint.pattern()).matches()) {
            assertProblemResponse(attempt, answer, body);
            assertThat(newestAuditEntry())
                    .as("changes by %s, refused with %d", attempt, status)
                    .isEqualTo(before);
        }
    }

    private static void assertProblemResponse(FuzzedRequest attempt, HttpResponse<InputStream> answer, String body) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (type.startsWith("text/html")) {
            assertThat(attempt.endpoint().isOfConsole()).as("%s", attempt).isTrue();
            return;
        }
        boolean ofrep = attempt.endpoint().pattern().startsWith("/ofrep/");
        assertThat(type)
                .as("%d to %s", answer.statusCode(), attempt)
                .startsWith(ofrep ? "application/json" : "application/problem+json");
        JsonNode problem = JSON.readTree(body);
        assertThat(problem.path(ofrep ? "errorCode" : "code").asString("")).isNotBlank();
        assertThat(problem.path(ofrep ? "errorDetails" : "detail").asString("")).isNotBlank();
        if (!INSIDE.matcher(attempt.path() + attempt.input().latin()).find()) {
            assertThat(body).as("answer to %s", attempt).doesNotContainPattern(INSIDE);
        }
    }

    /* A stream never ends. */
    private static String body(HttpResponse<InputStream> answer) throws IOException {
        try (InputStream body = answer.body()) {
            boolean stream = answer.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.startsWith("text/event-stream"))
                    .isPresent();
            return stream ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static long newestAuditEntry() {
        return server.bean(JdbcClient.class).sql(CHANGES).query(Long.class).single();
    }
}
