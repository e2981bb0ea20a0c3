// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestEnvironment;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// An environment with a migration flag, a service that uses it, and reconciliation passes. Each scene has its own
/// environment, because every process of an environment counts.
public final class MigrationScene {
    final TestServer server;
    public final TestEnvironment environment;
    public final RolloutScene rollouts;
    public final SimulatedService service;

    public MigrationScene(TestServer server, String stage) {
        this.server = server;
        environment = server.newEnvironment();
        rollouts = new RolloutScene(environment);
        define(stage);
        service = new SimulatedService(environment, "ledger", "ledger-1", 1).refresh();
    }

    /// Defines the migration flag at a stage, and a flag that is not a migration.
    public void define(String stage) {
        HttpResponse<String> put = environment.put("/flags", definition(stage));
        assertThat(put.statusCode()).as(put.body()).isBetween(200, 204);
    }

    static String definition(String stage) {
        return """
                {"flags":{"banner":{"state":"ENABLED","defaultVariant":"off","variants":{"on":true,"off":false}},
                "ledger":{"state":"ENABLED","defaultVariant":"%s","variants":{"off":"off",
                "dualwrite":"dualwrite","shadow":"shadow","live":"live","rampdown":"rampdown","complete":"complete"}}}}
                """.formatted(stage);
    }

    public HttpResponse<String> requestStart(String control, String candidate, String plan) {
        return rollouts.requestStart("""
                {"flag":"ledger","control":"%s","candidate":"%s","plan":%s,"reason":"one stage on"}
                """.formatted(control, candidate, plan));
    }

    /// Starts a rollout that the service acknowledges, and sends enough calls for its latency baseline.
    public String startRollout(String control, String candidate, String plan) {
        HttpResponse<String> answer = requestStart(control, candidate, plan);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        service.refresh().callAndSend(10_000);
        return TestServer.json(answer).get("id").stringValue();
    }

    public JsonNode awaitHold(String id, String hold) {
        return rollouts.awaitRollout(
                id, rollout -> rollout.get("holdReason").asString("").equals(hold));
    }

    public JsonNode awaitStatus(String id, String status) {
        return rollouts.awaitRollout(id, rollout -> RolloutScene.hasStatus(rollout, status));
    }

    /// A process acknowledges the newest revision.
    public void acknowledge(String instance) {
        acknowledge(instance, environment.flagsRevision());
    }

    public void acknowledge(String instance, long revision) {
        HttpResponse<String> answer =
                sendAsSdk("POST", "/sdk/v1/acks", Json.of("{'instance':'%s','revision':%s}", instance, revision));
        assertThat(answer.statusCode()).isEqualTo(204);
    }

    /// Starts a reconciliation pass.
    ///
    /// @return the response
    public JsonNode startPass() {
        HttpResponse<String> answer =
                sendAsSdk("POST", "/sdk/v1/reconciliations", Json.of("{'flag':'ledger','instance':'ledger-1'}"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return TestServer.json(answer);
    }

    public void report(JsonNode pass, long mismatches, boolean finished) {
        String examples = mismatches == 0 ? "[]" : Json.of("['account 17: 300 here, 299 there']");
        HttpResponse<String> answer =
                sendAsSdk("PUT", "/sdk/v1/reconciliations/" + pass.get("id").stringValue(), """
                {"ranges":120,"rows":16890,"mismatches":%d,"finished":%s,"examples":%s}
                """.formatted(
                                mismatches, finished, examples));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    /// Runs a whole reconciliation pass.
    public JsonNode pass(long mismatches) {
        JsonNode pass = startPass();
        report(pass, mismatches, true);
        return pass;
    }

    /// Moves the end of every pass back by a duration.
    public void shiftPassesBack(Duration age) {
        server.bean(JdbcClient.class)
                .sql("update reconciliation_pass set finished_at = ? where environment = ?")
                .params(Timestamp.from(Instant.now().minus(age)), environment.name())
                .update();
    }

    HttpResponse<String> sendAsSdk(String method, String path, String body) {
        return server.send(environment
                .asSdk(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }
}
