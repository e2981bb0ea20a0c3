// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.apicontract;

import static dev.evenkeel.server.TestServer.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.files.yaml.YamlCodec;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// [FuzzNames] of a server with a rollout that has ticks, an assessed change, a migration and manifest objects.
final class PopulatedServer {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ENVIRONMENT = "/api/v1/environments/default";
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)(:[^}]*)?}");
    private static final int CALLS = 40;

    private final TestServer server;
    private final FuzzNames world;

    PopulatedServer(TestServer server) throws IOException {
        this.server = server;
        this.world = new FuzzNames(server);
        rollOut();
        migrate();
        assess();
        applyFiles();
        override();
    }

    /// Returns the paths of a pattern with all known values of its variables.
    List<String> paths(String pattern) {
        List<String> paths = List.of(pattern);
        Matcher variable = VARIABLE.matcher(pattern);
        while (variable.find()) {
            paths = paths.stream()
                    .flatMap(
                            path -> names(variable.group(1)).stream().map(name -> path.replace(variable.group(), name)))
                    .toList();
        }
        return paths;
    }

    private List<String> names(String variable) {
        return switch (variable) {
            case "kind" -> List.of("Flag", "RolloutPlan", "SLO");
            case "name" ->
                Stream.concat(world.names("name").stream(), Stream.of("move-the-core"))
                        .toList();
            default -> world.names(variable);
        };
    }

    /// Adds the ids in a response to the known names.
    void learn(JsonNode answer) {
        learnOne(answer);
        answer.forEach(this::learnOne);
    }

    private void learnOne(JsonNode one) {
        if (one.path("id").isString()) {
            world.learn(one.path("id").asString());
        }
    }

    private void rollOut() {
        JsonNode rollout = get("/api/v1/rollouts").get(0);
        String id = rollout.path("id").asString();
        long revision =
                get(ENVIRONMENT + "/flags/payment-core").at("/split/revision").asLong();
        for (int sequence = 1; sequence <= 3; sequence++) {
            ArrayNode groups = JSON.createArrayNode();
            for (String role : List.of("control", "candidate")) {
                ObjectNode group = groups.addObject()
                        .put("flag", "payment-core")
                        .put("variant", role.equals("control") ? "classic" : "modern")
                        .put("rollout", id)
                        .put("revision", revision)
                        .put("role", role);
                ArrayNode calls = group.putArray("calls");
                for (int i = 0; i < CALLS; i++) {
                    calls.addObject().put("micros", 1_000 + i);
                }
            }
            ObjectNode report = JSON.createObjectNode().put("instance", "rich").put("sequence", sequence);
            report.set("groups", groups);
            postAsSdk("/sdk/v1/calls", report.toString());
        }
        await().untilAsserted(() ->
                assertThat(get("/api/v1/rollouts/" + id + "/ticks")).isNotEmpty());
    }

    private void migrate() {
        requireSuccess(server.put(ENVIRONMENT + "/flags/ledger-store", """
                {"state":"ENABLED","defaultVariant":"live","variants":{"shadow":1,"live":2}}"""));
        JsonNode pass = postAsSdk("/sdk/v1/reconciliations", Json.of("{'flag':'ledger-store','instance':'rich'}"));
        world.learn(pass.path("id").asString());
    }

    private void assess() throws IOException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String tale = Files.readString(Path.of("../examples/risk/tale.yaml"))
                .replace("asOf: 2026-11-26", "asOf: " + today)
                .replace("start: 2026-11-30", "start: " + today)
                .replaceAll("(?m)^compareWith:.*\\n", "");
        ObjectNode order = JSON.createObjectNode()
                .put("flag", "payment-core")
                .put("case", tale)
                .put("draws", 1_000);
        String id = requireSuccess(server.post(ENVIRONMENT + "/assessments", order.toString()))
                .path("id")
                .asString();
        world.learn(id);
        requireSuccess(server.post(
                "/api/v1/assessments/" + id + "/decision",
                Json.of("{'course':'stabilise first','onBehalfOf':'vera','reason':'one in ten'}")));
        requireSuccess(server.post(
                "/api/v1/assessments/" + id + "/completed-work",
                Json.of("{'item':'make repeats harmless','weeks':1.5,'evidence':'a test'}")));
        String incident = get("/api/v1/incidents").get(0).path("id").asString();
        requireSuccess(server.post(
                ENVIRONMENT + "/flags/payment-core/lessons",
                Json.of("{'lesson':'rehearse first','relatedTo':'%s','onBehalfOf':'lea'}", incident)));
    }

    private void override() {
        String until = Instant.now().plus(Duration.ofDays(1)).toString();
        requireSuccess(server.put(
                ENVIRONMENT + "/gate-policy", Json.of("{'overrideClasses':['hotfix'],'requiredApprovals':0}")));
        learn(requireSuccess(server.post(
                ENVIRONMENT + "/flags/payment-core/gate-overrides",
                Json.of("{'gate':'freeze','changeClass':'hotfix','reason':'urgent','expiresAt':'%s'}", until))));
        learn(requireSuccess(server.post(
                ENVIRONMENT + "/proposals",
                Json.of("{'removedFlags':['checkout'],'onBehalfOf':'anna','reason':'it is over'}"))));
    }

    private void applyFiles() throws IOException {
        ArrayNode objects = JSON.createArrayNode();
        for (String file : List.of("plans", "risk", "incidents")) {
            YamlCodec.toJsonDocuments(Files.readString(Path.of("../examples/gitops/" + file + ".yaml")))
                    .forEach(document -> objects.add(JSON.readTree(document)));
        }
        ObjectNode order = JSON.createObjectNode().put("set", "rich");
        order.set("objects", objects);
        requireSuccess(server.post("/api/v1/manifests", order.toString()));
    }

    private JsonNode postAsSdk(String path, String body) {
        return requireSuccess(server.send(
                server.asSdk(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body))));
    }

    private JsonNode get(String path) {
        return requireSuccess(server.get(path));
    }
}
