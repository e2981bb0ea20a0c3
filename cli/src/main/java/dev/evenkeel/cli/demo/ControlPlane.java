// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The server's HTTP API, as far as the demo needs it (docs/reference/http-api.md).
final class ControlPlane {
    private final JsonHttp api;
    private final URI base;

    ControlPlane(HttpClient client, URI base, String adminToken) {
        this.api = new JsonHttp(client, base, adminToken);
        this.base = base;
    }

    /// Starts a rollout of the modern core by the shipped `fast` plan.
    ///
    /// @param fromPercent first exposure; smaller steps of the plan are left out
    /// @return the rollout's id
    String startRollout(int fromPercent, String reason) throws IOException, InterruptedException {
        return api.post(
                        "/api/v1/environments/default/rollouts",
                        Map.of(
                                "flag", "payment-core",
                                "control", "classic",
                                "candidate", "modern",
                                "plan", "fast",
                                "from", fromPercent,
                                "reason", reason))
                .path("id")
                .asString();
    }

    JsonNode rollout(String id) throws IOException, InterruptedException {
        return api.get("/api/v1/rollouts/" + id);
    }

    /// Computes every decision of a rollout again from its stored ticks.
    JsonNode replay(String id) throws IOException, InterruptedException {
        return api.get("/api/v1/rollouts/" + id + "/replay");
    }

    /// The page that shows a rollout live.
    URI page(String id) {
        return base.resolve("/rollouts/" + id);
    }
}
