// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.apicontract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.server.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// Every response matches the schema of its operation and status in the OpenAPI document and contains no undocumented
/// fields. Errors match the schema of problems.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ResponseSchemaIT {
    /// Endpoints whose responses never end.
    private static final Pattern STREAM = Pattern.compile(".*/stream|.*/rollouts/\\{id}/events");
    /// Operations of which a good answer was seen, at least: 191 as of now, some of them by samples with a time
    /// in them that goes by.
    private static final int FEWEST = 180;
    private static final Map<String, List<String>> ASKED = Map.of(
            "GET /api/v1/environments/{environment}/diff", List.of("?from=1", "?environment=staging"),
            "PUT /api/v1/code-references", List.of("?repository=shop"),
            "POST /api/v1/manifests", List.of("?dryRun=true"));

    private TestServer server;
    private PopulatedServer richWorld;
    private ApiSchemas schemas;
    private final Set<String> fitting = new TreeSet<>();
    private final Map<String, String> others = new TreeMap<>();
    private final Map<String, String> wrong = new TreeMap<>();

    @BeforeAll
    void start() throws IOException {
        server = TestServer.start();
        richWorld = new PopulatedServer(server);
        schemas = new ApiSchemas(server);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void everyResponseMatchesItsSchema() {
        List<Endpoint> served = Endpoint.of(server).stream()
                .filter(endpoint -> schemas.operation(endpoint).isObject())
                .filter(endpoint -> !STREAM.matcher(endpoint.pattern()).matches())
                .toList();
        read(served);
        served.forEach(this::write);
        /* The rollout has ended by now, so that another one can start. */
        served.stream().filter(endpoint -> !fitting.contains(endpoint.name())).forEach(this::write);
        read(served);
        assertThat(wrong).isEmpty();
        fitting.forEach(others::remove);
        assertThat(fitting).as("others: %s", others).hasSizeGreaterThan(FEWEST);
    }

    private void read(List<Endpoint> served) {
        served.stream()
                .filter(endpoint -> endpoint.method().equals("GET"))
                .forEach(endpoint -> paths(endpoint).forEach(path -> checkResponse(endpoint, path, "")));
    }

    private void write(Endpoint endpoint) {
        boolean bodiless = endpoint.method().equals("POST") && !endpoint.takesBody();
        List<String> samples = bodiless ? List.of("") : Endpoint.bodies().getOrDefault(endpoint.name(), List.of());
        samples.forEach(sample -> paths(endpoint).forEach(path -> checkResponse(endpoint, path, sample)));
    }

    private List<String> paths(Endpoint endpoint) {
        return ASKED.getOrDefault(endpoint.name(), List.of("")).stream()
                .flatMap(asked -> richWorld.paths(endpoint.pattern()).stream().map(path -> path + asked))
                .toList();
    }

    private void checkResponse(Endpoint endpoint, String path, String body) {
        HttpResponse<String> answer = server.send(request(endpoint, path, body));
        int status = answer.statusCode();
        if (!answer.headers().firstValue("Content-Type").orElse("").matches("application/(problem\\+)?json.*")) {
            return;
        }
        JsonNode value = TestServer.json(answer);
        boolean good = status < 300;
        if (!good && endpoint.pattern().startsWith("/ofrep/")) {
            return;
        }
        JsonNode schema = good ? schemas.answer(endpoint, status) : schemas.problem();
        List<String> faults = faults(schema, value);
        if (!faults.isEmpty()) {
            wrong.putIfAbsent(endpoint.name(), status + " " + faults + " in " + answer.body());
        } else if (good) {
            fitting.add(endpoint.name());
            richWorld.learn(value);
        } else {
            others.put(endpoint.name(), answer.body());
        }
    }

    private HttpRequest.Builder request(Endpoint endpoint, String path, String body) {
        HttpRequest.Builder request = endpoint.isSdk() ? server.asSdk(path) : server.asAdmin(path);
        return request.header("Content-Type", body.startsWith("api") ? "application/yaml" : "application/json")
                .method(endpoint.method(), BodyPublishers.ofString(body));
    }

    private List<String> faults(JsonNode schema, JsonNode value) {
        if (!schema.isObject()) {
            return List.of("there is no schema for it");
        }
        List<String> faults = new ArrayList<>(schemas.validate(schema, value));
        faults.addAll(schemas.findUndocumentedFields(schema, value).stream()
                .map(place -> place + " is not told of")
                .toList());
        return faults;
    }
}
