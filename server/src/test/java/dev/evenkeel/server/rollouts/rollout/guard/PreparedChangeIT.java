// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// Rollouts that start from a prepared change, which is applied as a manifest.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PreparedChangeIT {
    private static final String SPEC = """
            {"control":"classic","candidate":"modern","plan":"fast","changeClass":"migration","service":"payments",
             "reason":"as planned"}""";

    private TestServer server;
    private RolloutScene rolloutScene;

    @BeforeAll
    void start() {
        server = TestServer.start();
        assertThat(server.put("/api/v1/services/payments", Json.of("{'owner':'money'}"))
                        .statusCode())
                .isEqualTo(200);
    }

    @BeforeEach
    void createFlag() {
        rolloutScene = new RolloutScene(server);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private HttpResponse<String> apply(String more, String spec) {
        String objects = spec.isEmpty() ? "" : """
                {"apiVersion":"evenkeel.dev/v1","kind":"PreparedChange","metadata":{"name":"%s","environment":"default"},
                 "spec":%s}""".formatted(rolloutScene.flag, spec);
        return server.post(
                "/api/v1/manifests",
                Json.of("{'set':'%s','reason':'as reviewed',%s'objects':[%s]}", rolloutScene.flag, more, objects));
    }

    private List<String> applyAndListActions(String more, String spec) {
        HttpResponse<String> answer = apply(more, spec);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestServer.json(answer)
                .path("objects")
                .valueStream()
                .map(one -> one.path("action").asString())
                .toList();
    }

    private JsonNode startRollout(String more) {
        HttpResponse<String> answer =
                rolloutScene.requestStart(Json.of("{'flag':'%s','prepared':true%s}", rolloutScene.flag, more));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return TestServer.json(answer);
    }

    private static List<String> pointers(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        return TestServer.json(answer).path("problems").findValuesAsString("pointer");
    }

    @Test
    void startsRolloutFromPreparedChange() {
        assertThat(applyAndListActions("", SPEC)).containsExactly("CREATE");
        assertThat(applyAndListActions("", SPEC)).containsExactly("NONE");

        JsonNode started = startRollout("");
        assertThat(started.path("control").asString()).isEqualTo("classic");
        assertThat(started.path("candidate").asString()).isEqualTo("modern");
        assertThat(started.at("/plan/name").asString()).isEqualTo("fast");
        assertThat(started.at("/change/changeClass").asString()).isEqualTo("migration");
        assertThat(started.at("/change/service").asString()).isEqualTo("payments");
        assertThat(started.path("reason").asString()).isEqualTo("as planned");
    }

    @Test
    void keepsPlanOfRolloutWhenPreparedChangeIsUpdatedOrDeleted() {
        applyAndListActions("", SPEC);
        String id = startRollout("").path("id").asString();
        assertThat(applyAndListActions("", SPEC.replace("fast", "careful"))).containsExactly("UPDATE");
        assertThat(rolloutScene.rollout(id).at("/plan/name").asString()).isEqualTo("fast");
        assertThat(applyAndListActions(Json.of("'prune':true,"), "")).containsExactly("DELETE");
        assertThat(rolloutScene.rollout(id).at("/plan/name").asString()).isEqualTo("fast");
    }

    @Test
    void recordsPreparedChangesInAuditLog() {
        applyAndListActions("", SPEC);
        applyAndListActions("", SPEC);
        applyAndListActions("", SPEC.replace("fast", "careful"));
        applyAndListActions(Json.of("'prune':true,"), "");
        JsonNode entries = TestServer.json(
                        server.get("/api/v1/audit?subject=default/" + rolloutScene.flag + "&action=change."))
                .path("entries");
        assertThat(entries.findValuesAsString("action"))
                .containsExactly("change.deleted", "change.prepared", "change.prepared");
    }

    @Test
    void prefersFieldsOfStartRequestOverPreparedChange() {
        applyAndListActions("", SPEC);
        JsonNode started = startRollout(Json.of(",'plan':'careful','reason':'slower, after all'"));
        assertThat(started.at("/plan/name").asString()).isEqualTo("careful");
        assertThat(started.path("reason").asString()).isEqualTo("slower, after all");
        assertThat(started.at("/change/changeClass").asString()).isEqualTo("migration");
    }

    @Test
    void rejectsPreparedStartWithoutPreparedChange() {
        HttpResponse<String> refused =
                rolloutScene.requestStart(Json.of("{'flag':'%s','prepared':true}", rolloutScene.flag));
        assertThat(pointers(refused)).containsExactly("/prepared");
        assertThat(refused.body()).contains("has no prepared change", "apply a file of kind PreparedChange first");
        assertThat(pointers(rolloutScene.requestStart(Json.of("{'flag':'%s','prepared':'yes'}", rolloutScene.flag))))
                .containsExactly("/prepared");
        applyAndListActions("", SPEC);
        assertThat(pointers(rolloutScene.requestStart(Json.of("{'flag':'%s','prepared':false}", rolloutScene.flag))))
                .contains("/control", "/candidate");
    }

    @Test
    void rejectsPreparedChangeThatCannotStart() {
        assertThat(pointers(apply("", SPEC.replace("modern", "newest").replace("\"fast\"", "\"swift\""))))
                .containsExactlyInAnyOrder("/objects/0/spec/candidate", "/objects/0/spec/plan");
        assertThat(pointers(apply("", SPEC.replace("\"payments\"", "\"docs-site\""))))
                .containsExactly("/objects/0/spec/service");
        assertThat(pointers(apply("", SPEC.replace(Json.of("{'control'"), Json.of("{'restartOf':'r-1','control'")))))
                .containsExactly("/objects/0/spec/restartOf");
        assertThat(pointers(rolloutScene.requestStart(Json.of("{'flag':'%s','prepared':true}", rolloutScene.flag))))
                .containsExactly("/prepared");
    }
}
