// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.apicontract;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A server with an object of every kind, and the names of the objects for paths.
final class FuzzNames {
    private static final String ENVIRONMENT = "/api/v1/environments/default";
    private static final String FLAGS = """
            {"flags":{
              "checkout":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off"},
              "payment-core":{"state":"ENABLED","variants":{"classic":"classic","modern":"modern"},"defaultVariant":"classic"},
              "buy-button":{"state":"ENABLED","variants":{"blue":"b","green":"g"},"defaultVariant":"blue"}}}
            """;

    private final TestServer server;
    private final Map<String, List<String>> names = new HashMap<>();
    private final List<String> ids = new ArrayList<>();

    FuzzNames(TestServer server) {
        this.server = server;
        names.put("environment", List.of("default", "staging"));
        names.put("flag", List.of("checkout", "payment-core", "buy-button"));
        names.put("service", List.of("payments", "ledger"));
        names.put("number", List.of("1", "2", "3"));
        names.put("revision", List.of("1", "2"));
        names.put("instance", List.of("0b6e"));
        names.put("key", List.of("checkout", "payments", "quarkus", "buy-button"));
        names.put("name", List.of("audit", "chat", "pay", "anna", "insiders"));
        ids.add("0007-use-quarkus");
        names.put("id", ids);
        fill(Endpoint.bodies());
    }

    /// Returns the known values of a path variable.
    List<String> names(String variable) {
        return names.getOrDefault(variable, List.of("nothing"));
    }

    /// Adds the id of an object that was created later.
    void learn(String id) {
        if (!ids.contains(id)) {
            ids.add(id);
        }
    }

    private void fill(Map<String, List<String>> bodies) {
        server.put(ENVIRONMENT + "/flags", FLAGS);
        server.post("/api/v1/environments", Json.of("{'name':'staging','from':'default'}"));
        for (String request : List.of(
                "PUT /api/v1/environments/{environment}/gate-policy",
                "PUT /api/v1/services",
                "POST /api/v1/incidents",
                "POST /api/v1/forecasts",
                "POST /api/v1/changes",
                "POST /api/v1/detection-drills",
                "PUT /api/v1/slos",
                "PUT /api/v1/technologies",
                "PUT /api/v1/decision-records",
                "POST /api/v1/work-items",
                "PUT /api/v1/freeze-windows",
                "POST /api/v1/users",
                "PUT /api/v1/code-references",
                "POST /api/v1/environments/{environment}/experiments",
                "PUT /api/v1/environments/{environment}/flags/{flag}/rollback-plan",
                "POST /api/v1/environments/{environment}/rollouts",
                "PUT /api/v1/notification-channels/{name}",
                "PUT /api/v1/notification-rules/{name}")) {
            send(request, bodies.getOrDefault(request, List.of()));
        }
    }

    private void send(String request, List<String> bodies) {
        String path = request.substring(request.indexOf(' ') + 1)
                .replace("{environment}", "default")
                .replace("{flag}", "payment-core")
                .replace("{name}", "audit");
        if (path.endsWith("/code-references")) {
            path += "?repository=shop";
        }
        String body = bodies.getFirst();
        var answer = server.send(server.asAdmin(path)
                .header("Content-Type", body.startsWith("{") ? "application/json" : "application/yaml")
                .method(request.substring(0, request.indexOf(' ')), BodyPublishers.ofString(body)));
        if (answer.statusCode() >= 400) {
            throw new IllegalStateException(request + " was refused: " + answer.body());
        }
        if (answer.body().startsWith("{") && TestServer.json(answer).path("id").isString()) {
            ids.add(TestServer.json(answer).path("id").asString());
        }
    }
}
