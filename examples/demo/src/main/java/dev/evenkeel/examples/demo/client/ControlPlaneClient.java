// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.client;

import dev.evenkeel.api.RolloutApi.ReplayResponse;
import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
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

/// A client of the server's HTTP API, limited to what the demo needs (docs/reference/http-api.md).
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

    /// Starts a rollout of the modern core with the shipped `fast` plan, which additionally tolerates no
    /// double bookings.
    ///
    /// @param fromPercent first exposure; smaller steps of the plan are skipped
    /// @return the rollout's id
    public String startRollout(int fromPercent, String reason) throws IOException, InterruptedException {
        return startRollout(PLAN, fromPercent, reason);
    }

    /// Starts a rollout of the modern core.
    ///
    /// @param plan name of a template, or a complete plan
    /// @param fromPercent first exposure; smaller steps of the plan are skipped
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

    /// Starts a rollout from one stage of a migration to an adjacent one.
    ///
    /// @param plan name of a template, or a complete plan
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

    /// Makes a stage the default variant of a migration's flag, after its rollout is complete.
    public void setDefaultStage(String flag, MigrationStage migrationStage) throws IOException, InterruptedException {
        Map<String, String> variants = Arrays.stream(MigrationStage.values())
                .collect(Collectors.toMap(MigrationStage::variant, MigrationStage::variant));
        api.put(
                "/api/v1/environments/default/flags/" + flag,
                Map.of("state", "ENABLED", "variants", variants, "defaultVariant", migrationStage.variant()));
    }

    /// Requests a rollout of the modern core, which gates may refuse.
    public JsonHttpClient.JsonResponse tryStartRollout(Object plan, String reason)
            throws IOException, InterruptedException {
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

    /// Creates a link that signs in to the console once.
    ///
    /// @param path page to show after sign-in
    public String createSignInLink(String path) throws IOException, InterruptedException {
        return api.post("/api/v1/sign-in-links?to=" + URLEncoder.encode(path, StandardCharsets.UTF_8), Map.of())
                .path("url")
                .asString();
    }

    /// Returns the client for risk assessments and decisions.
    public DecisionClient decisions() {
        return new DecisionClient(api);
    }

    public StabilityClient stability() {
        return new StabilityClient(api);
    }

    private String start(Map<String, Object> order) throws IOException, InterruptedException {
        return api.post(ROLLOUTS, order).path("id").asString();
    }

    /// Returns all data of a rollout.
    public RolloutDetailResponse rollout(String id) throws IOException, InterruptedException {
        return api.get("/api/v1/rollouts/" + id, RolloutDetailResponse.class);
    }

    /// Recomputes every decision of a rollout from its stored ticks.
    public ReplayResponse replay(String id) throws IOException, InterruptedException {
        return api.get("/api/v1/rollouts/" + id + "/replay", ReplayResponse.class);
    }

    /// Returns what each SDK process has delivered.
    public JsonNode outcomes() throws IOException, InterruptedException {
        return api.get("/api/v1/environments/default/outcomes");
    }

    /// Aborts a rollout: all units return to control.
    public void abort(String id, String reason) throws IOException, InterruptedException {
        api.post("/api/v1/rollouts/" + id + "/abort", Map.of("reason", reason));
    }

    /// Approves a rollout step that requires an approval.
    ///
    /// @param person the approver, who must differ from the one who started the rollout
    public void approve(String id, String person, String reason) throws IOException, InterruptedException {
        api.post("/api/v1/rollouts/" + id + "/approve", Map.of("onBehalfOf", person, "reason", reason));
    }

    /// Reports that a process has ended, as an operator does for a killed process.
    public void forgetClient(String instance, String reason) throws IOException, InterruptedException {
        api.delete("/api/v1/environments/default/clients/" + instance + "?reason="
                + URLEncoder.encode(reason, StandardCharsets.UTF_8));
    }
}
