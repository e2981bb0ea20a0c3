// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.client;

import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.examples.demo.config.DemoTimeouts;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The server's HTTP API, as far as the demo needs it (docs/reference/http-api.md).
public final class ControlPlaneClient {
    private static final Map<String, Object> PLAN = Map.of(
            "template",
            "fast",
            "guardrails",
            Map.of("metrics", List.of(Map.of("metric", "double-bookings", "kind", "ZERO_TOLERANCE"))));

    private static final String ROLLOUTS = "/api/v1/environments/default/rollouts";

    private final JsonHttpClient api;

    public ControlPlaneClient(HttpClient client, URI base, String adminToken, DemoTimeouts limits) {
        this.api = new JsonHttpClient(client, base, adminToken, limits.request());
    }

    /// Starts a rollout of the modern core by the shipped `fast` plan, and without tolerance for
    /// payments booked twice.
    ///
    /// @param fromPercent first exposure; smaller steps of the plan are left out
    /// @return the rollout's id
    public String startRollout(int fromPercent, String reason) throws IOException, InterruptedException {
        return startRollout(PLAN, fromPercent, reason);
    }

    /// Starts a rollout of the modern core.
    ///
    /// @param plan name of a template or a whole plan
    /// @param fromPercent first exposure; smaller steps of the plan are left out
    /// @return the rollout's id
    public String startRollout(Object plan, int fromPercent, String reason) throws IOException, InterruptedException {
        return start(Map.of(
                "flag",
                "payment-core",
                "control",
                "classic",
                "candidate",
                "modern",
                "plan",
                plan,
                "from",
                fromPercent,
                "reason",
                reason));
    }

    /// Starts a rollout from one stage of a migration to a neighbouring one.
    ///
    /// @param plan name of a template or a whole plan
    /// @return the rollout's id
    public String startStage(String flag, String control, String candidate, Object plan)
            throws IOException, InterruptedException {
        return start(Map.of(
                "flag",
                flag,
                "control",
                control,
                "candidate",
                candidate,
                "plan",
                plan,
                "reason",
                control + " to " + candidate));
    }

    /// Makes a stage the default variant of a migration's flag, once its rollout is complete.
    public void makeDefault(String flag, MigrationStage stage) throws IOException, InterruptedException {
        Map<String, String> variants = Arrays.stream(MigrationStage.values())
                .collect(Collectors.toMap(MigrationStage::variant, MigrationStage::variant));
        api.put(
                "/api/v1/environments/default/flags/" + flag,
                Map.of("state", "ENABLED", "variants", variants, "defaultVariant", stage.variant()));
    }

    /// Tries to start a rollout of the modern core, which gates may refuse.
    public JsonHttpClient.JsonResponse tryRollout(Object plan, String reason) throws IOException, InterruptedException {
        return api.tryPost(
                ROLLOUTS,
                Map.of(
                        "flag",
                        "payment-core",
                        "control",
                        "classic",
                        "candidate",
                        "modern",
                        "plan",
                        plan,
                        "reason",
                        reason));
    }

    /// What the server knows of the service's stability.
    public DecisionClient decisions() {
        return new DecisionClient(api);
    }

    public StabilityClient practice() {
        return new StabilityClient(api);
    }

    private String start(Map<String, Object> order) throws IOException, InterruptedException {
        return api.post(ROLLOUTS, order).path("id").asString();
    }

    /// A rollout, whole.
    public JsonNode rollout(String id) throws IOException, InterruptedException {
        return api.get("/api/v1/rollouts/" + id);
    }

    /// Computes every decision of a rollout again from its stored ticks.
    public JsonNode replay(String id) throws IOException, InterruptedException {
        return api.get("/api/v1/rollouts/" + id + "/replay");
    }

    /// What each SDK process has delivered.
    public JsonNode outcomes() throws IOException, InterruptedException {
        return api.get("/api/v1/environments/default/outcomes");
    }

    /// Ends a rollout: everybody back to control.
    public void abort(String id, String reason) throws IOException, InterruptedException {
        api.post("/api/v1/rollouts/" + id + "/abort", Map.of("reason", reason));
    }

    /// Lets a rollout go on past a step that asks for a person.
    ///
    /// @param person who approves: somebody else than who started it
    public void approve(String id, String person, String reason) throws IOException, InterruptedException {
        api.post("/api/v1/rollouts/" + id + "/approve", Map.of("person", person, "reason", reason));
    }

    /// The SDK processes that the server knows.
    public JsonNode clients() throws IOException, InterruptedException {
        return api.get("/api/v1/environments/default/clients");
    }

    /// Says that a process has ended, as a person does who knows that it was killed.
    public void forgetClient(String instance, String reason) throws IOException, InterruptedException {
        api.delete("/api/v1/environments/default/clients/" + instance + "?reason="
                + URLEncoder.encode(reason, StandardCharsets.UTF_8));
    }
}
