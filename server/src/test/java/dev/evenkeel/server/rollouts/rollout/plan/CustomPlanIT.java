// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// Custom plans: applied as manifests, and named in requests to start rollouts.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CustomPlanIT {
    private static final String STEPS = Json.of("'steps':[{'exposure':5,'dwell':'PT1M'},{'exposure':100}]");

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static String plan(String name, String spec) {
        return """
                {"apiVersion":"evenkeel.dev/v1","kind":"RolloutPlan","metadata":{"name":"%s"},"spec":{%s}}
                """.formatted(name, spec);
    }

    private HttpResponse<String> apply(String set, String more, String... plans) {
        return server.post(
                "/api/v1/manifests",
                Json.of("{'set':'%s','reason':'as reviewed',%s'objects':[%s]}", set, more, String.join(",", plans)));
    }

    private List<String> applyAndListActions(String set, String more, String... plans) {
        HttpResponse<String> answer = apply(set, more, plans);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestServer.json(answer)
                .path("objects")
                .valueStream()
                .map(one ->
                        one.path("action").asString() + " " + one.path("name").asString())
                .toList();
    }

    private JsonNode customPlan(String name) {
        return TestServer.json(server.get("/api/v1/plans"))
                .path("plans")
                .valueStream()
                .filter(plan -> plan.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> validationErrors(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        return TestServer.json(answer)
                .path("problems")
                .valueStream()
                .map(one -> one.path("pointer").asString() + " "
                        + one.path("message").asString() + "; "
                        + one.path("remedy").asString())
                .toList();
    }

    private JsonNode startRollout(RolloutScene rolloutScene, String plan) {
        HttpResponse<String> answer = rolloutScene.requestStart("""
                {"flag":"%s","control":"classic","candidate":"modern","plan":%s}""".formatted(rolloutScene.flag, plan));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return TestServer.json(answer);
    }

    @Test
    void startsRolloutWithCustomPlan() {
        assertThat(applyAndListActions("started", "", plan("payments", Json.of("'template':'fast',%s", STEPS))))
                .containsExactly("CREATE payments");
        JsonNode plan = startRollout(new RolloutScene(server), "\"payments\"").path("plan");
        assertThat(plan.path("name").asString()).isEqualTo("payments");
        assertThat(plan.at("/steps/0/exposure").intValue()).isEqualTo(5);
        assertThat(customPlan("payments").path("custom").asBoolean()).isTrue();
        assertThat(customPlan("payments").path("steps")).isEqualTo(plan.path("steps"));
    }

    @Test
    void keepsPlanOfRunningRolloutWhenCustomPlanChanges() {
        applyAndListActions("running", "", plan("refunds", Json.of("'template':'fast',%s", STEPS)));
        var rolloutScene = new RolloutScene(server);
        JsonNode started = startRollout(rolloutScene, "\"refunds\"");
        String id = started.path("id").asString();
        JsonNode plan = started.path("plan");

        assertThat(applyAndListActions("running", "", plan("refunds", Json.of("'template':'careful'"))))
                .containsExactly("UPDATE refunds");
        assertThat(customPlan("refunds").path("steps").size()).isGreaterThan(2);
        assertThat(rolloutScene.rollout(id).path("plan")).isEqualTo(plan);

        assertThat(applyAndListActions("running", Json.of("'prune':true,"))).containsExactly("DELETE refunds");
        assertThat(server.get("/api/v1/plans").body()).doesNotContain("refunds");
        assertThat(rolloutScene.rollout(id).path("plan")).isEqualTo(plan);
    }

    @Test
    void recordsCustomPlansInAuditLog() {
        applyAndListActions("audited", "", plan("orders", Json.of("'template':'fast'")));
        applyAndListActions("audited", "", plan("orders", Json.of("'template':'careful'")));
        applyAndListActions("audited", Json.of("'prune':true,"));
        JsonNode entries = TestServer.json(server.get("/api/v1/audit?subject=orders&action=plan."));
        assertThat(entries.path("entries").valueStream())
                .extracting(
                        one -> one.path("action").asString(),
                        one -> one.path("reason").asString(),
                        one -> one.path("before").isNull(),
                        one -> one.path("after").isNull())
                .containsExactly(
                        tuple("plan.deleted", "as reviewed", false, true),
                        tuple("plan.set", "as reviewed", false, false),
                        tuple("plan.set", "as reviewed", true, false));
    }

    @Test
    void acceptsCustomPlanInStartPreviewAndWhatIf() {
        applyAndListActions("named", "", plan("ledger", Json.of("'template':'fast','seedSamples':77,%s", STEPS)));
        var rolloutScene = new RolloutScene(server);
        JsonNode started = startRollout(rolloutScene, Json.of("{'template':'ledger','alpha':0.02}"));
        assertThat(started.at("/plan/seedSamples").intValue()).isEqualTo(77);
        assertThat(started.at("/plan/alpha").doubleValue()).isEqualTo(0.02);
        assertThat(started.at("/plan/name").asString()).isEqualTo("ledger");

        HttpResponse<String> preview = server.post(
                "/api/v1/rollout-previews", Json.of("{'plan':'ledger','callsPerSecond':250,'baseRate':0.005}"));
        assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
        assertThat(TestServer.json(preview).path("plan").asString()).isEqualTo("ledger");
        assertThat(TestServer.json(preview).path("steps").size()).isEqualTo(2);

        HttpResponse<String> whatIf = server.post(
                "/api/v1/rollouts/" + started.path("id").asString() + "/what-if", Json.of("{'plan':'ledger'}"));
        assertThat(whatIf.statusCode()).as(whatIf.body()).isEqualTo(200);
        assertThat(TestServer.json(whatIf).at("/plan/alpha").doubleValue()).isEqualTo(0.01);
    }

    @Test
    void listsPlanNamesWhenPlanIsUnknown() {
        applyAndListActions("unknown", "", plan("shop", ""));
        String names = "; use careful, fast, ";
        for (HttpResponse<String> refused : List.of(
                new RolloutScene(server)
                        .requestStart(Json.of("{'flag':'none','control':'a','candidate':'b','plan':'shops'}")),
                server.post(
                        "/api/v1/rollout-previews", Json.of("{'plan':'shops','callsPerSecond':1,'baseRate':0.5}")))) {
            assertThat(validationErrors(refused))
                    .anySatisfy(fault -> assertThat(fault)
                            .startsWith("/plan unknown plan \"shops\"" + names)
                            .contains("shadow-first, shop, standard"));
        }
        assertThat(validationErrors(server.post(
                        "/api/v1/rollout-previews", Json.of("{'plan':'\\u0000','callsPerSecond':1,'baseRate':0.5}"))))
                .hasSize(1);
    }

    @Test
    void reportsPlanErrorsWithPointersIntoManifest() {
        HttpResponse<String> refused = apply(
                "wrong",
                "",
                plan("wrong", Json.of("'guardrails':{'errors':{'weight':0.6,'rollbackRatio':0.5}},'colour':'red'")),
                plan("named", Json.of("'name':'other'")),
                plan("standard", Json.of("'alpha':0.02")),
                plan("Payments", ""),
                plan("made", Json.of("'template':'wrong'")),
                plan("round", Json.of("'template':'about'")),
                plan("about", Json.of("'template':'round'")),
                plan("lost", Json.of("'template':'nothing'")));
        assertThat(validationErrors(refused))
                .anyMatch(one -> one.startsWith("/objects/0/spec/guardrails/errors/rollbackRatio must be 1 to 100"))
                .anyMatch(one -> one.startsWith("/objects/0/spec/colour unknown field"))
                .anyMatch(one -> one.startsWith("/objects/1/spec/name is not allowed here"))
                .anyMatch(one ->
                        one.startsWith("/objects/2/metadata/name plan \"standard\" is built in and cannot be changed"))
                .anyMatch(one -> one.startsWith("/objects/3/metadata/name invalid plan name \"Payments\""))
                .anyMatch(one -> one.startsWith("/objects/4/spec/template plan \"wrong\" is invalid"))
                .anyMatch(one -> one.startsWith("/objects/5/spec/template plan \"about\" is its own template"))
                .anyMatch(one -> one.startsWith("/objects/6/spec/template plan \"round\" is its own template"))
                .anyMatch(one -> one.startsWith("/objects/7/spec/template unknown plan \"nothing\""));
        assertThat(server.get("/api/v1/plans").body()).doesNotContain("\"wrong\"", "\"named\"");
        assertThat(validationErrors(server.post("/api/v1/manifests", """
                        {"objects":[{"apiVersion":"evenkeel.dev/v1","kind":"RolloutPlan","metadata":{"name":"text"},
                         "spec":"standard"}]}""")))
                .anyMatch(one -> one.startsWith("/objects/0/spec must be an object"));
    }

    @Test
    void resolvesTemplateOfCustomPlanWhenApplied() {
        String made = plan("k-made", Json.of("'template':'l-source'"));
        String source = plan("l-source", Json.of("'alpha':0.002,%s", STEPS));
        assertThat(applyAndListActions("made", "", made, source)).containsExactly("CREATE k-made", "CREATE l-source");
        assertThat(customPlan("k-made").path("alpha").doubleValue()).isEqualTo(0.002);
        assertThat(applyAndListActions("made", "", made, source)).containsExactly("NONE k-made", "NONE l-source");

        String other = plan("l-source", Json.of("'alpha':0.003,%s", STEPS));
        assertThat(applyAndListActions("made", "", made, other)).containsExactly("UPDATE k-made", "UPDATE l-source");
        assertThat(customPlan("k-made").path("alpha").doubleValue()).isEqualTo(0.003);

        assertThat(applyAndListActions(
                        "made", Json.of("'prune':true,"), plan("k-made", STEPS + Json.of(",'alpha':0.003"))))
                .containsExactly("NONE k-made", "DELETE l-source");
        assertThat(customPlan("k-made").path("alpha").doubleValue()).isEqualTo(0.003);
    }
}
