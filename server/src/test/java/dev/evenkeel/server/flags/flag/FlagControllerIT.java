// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Tag("quick")
final class FlagControllerIT {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void returnsDefinitionVerbatimWithRevisionEtag() {
        String text = definition("""
                 "a":{"state":"ENABLED","variants":{"one":1,"more":1.0},"defaultVariant":"one"}""");
        assertThat(put("words", text).statusCode()).isEqualTo(200);
        HttpResponse<String> read = server.get(path("words"));
        assertThat(read.body()).isEqualTo(text);
        assertThat(read.headers().firstValue("ETag")).hasValue("\"words-1\"");
    }

    @Test
    void returns304ForCurrentEtag() {
        put("unchanged", definition(flag("on")));
        assertThat(server.send(server.asAdmin(path("unchanged")).header("If-None-Match", "\"unchanged-1\""))
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void createsEnvironmentOnFirstPut() {
        put("first-put", definition(flag("on")));
        assertThat(TestServer.json(server.get("/api/v1/environments")).get("environments"))
                .extracting(JsonNode::asString)
                .contains("default", "first-put");
    }

    @Test
    void createsNoRevisionForEquivalentDefinition() {
        String flag = Json.of("'a':{'state':'ENABLED','variants':{'on':true,'off':false},'defaultVariant':'on'}");
        put("same", definition(flag));
        JsonNode again = TestServer.json(put("same", definition(" " + flag.replace(",", " , "))));
        assertThat(again.get("changed").asBoolean()).isFalse();
        assertThat(again.get("revision").asLong()).isEqualTo(1);
        JsonNode changed = TestServer.json(put("same", definition(flag.replace("\"on\"}", "\"off\"}"))));
        assertThat(changed.get("revision").asLong()).isEqualTo(2);
        assertThat(changed.get("modified").get(0).asString()).isEqualTo("a");
    }

    @Test
    void acceptsYamlDefinition() {
        HttpResponse<String> taken = putYaml("""
                flags:
                  a: {state: ENABLED, variants: {"on": yes, "off": no}, defaultVariant: "on"} # text, not booleans
                """);
        assertThat(taken.statusCode()).isEqualTo(200);
        JsonNode flag = TestServer.json(server.get(path("yaml"))).at("/flags/a");
        assertThat(flag.at("/variants/on").asString()).isEqualTo("yes");
    }

    @Test
    void returns400ForMalformedYaml() {
        HttpResponse<String> broken = putYaml("flags: [");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(broken.body()).contains("not YAML");
    }

    @Test
    void returns422ForInvalidYamlDefinition() {
        HttpResponse<String> invalid = putYaml("flags: {a: {state: ON, variants: {x: 1}}}");
        assertThat(invalid.statusCode()).isEqualTo(422);
        assertThat(invalid.body()).contains("/flags/a/state");
    }

    @Test
    void reportsAllDefinitionErrorsWithoutSaving() {
        HttpResponse<String> response = put("bad", """
                {"flags":{"x":{"state":"ON","variants":{"a":1}},"y":{"state":"ENABLED","variants":{}}}}""");
        assertThat(response.statusCode()).isEqualTo(422);
        JsonNode problem = TestServer.json(response);
        assertThat(problem.get("code").asString()).isEqualTo("invalid-definition");
        assertThat(problem.get("problems")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(problem.get("problems"))
                .extracting(fault -> fault.get("pointer").asString())
                .anySatisfy(pointer -> assertThat(pointer).startsWith("/flags/x"))
                .anySatisfy(pointer -> assertThat(pointer).startsWith("/flags/y"));
        assertThat(server.get(path("bad")).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "flags", "{\"flags\":{}} more", "{\"flags\":{},\"flags\":{}}"})
    void returns400ForMalformedJson(String body) {
        HttpResponse<String> response = put("malformed", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(TestServer.json(response).get("remedy").asString()).isNotBlank();
    }

    @Test
    void returns413ForTooLargeBody() {
        HttpResponse<String> response = put("large", Json.of("{'flags':{},'x':'%s'}", "y".repeat(10_000_000)));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(TestServer.json(response).get("code").asString()).isEqualTo("payload-too-large");
    }

    @Test
    void acceptsOneOfConcurrentUpdatesWithSameIfMatch() throws Exception {
        put("race", definition(flag("on")));
        List<Callable<Integer>> racers = IntStream.range(0, 8)
                .<Callable<Integer>>mapToObj(i -> () -> server.send(server.asAdmin(path("race"))
                                .header("If-Match", "\"race-1\"")
                                .header("Content-Type", "application/json")
                                .PUT(BodyPublishers.ofString(
                                        definition(flag("off") + Json.of(",'n%s':%s", i, body("on"))))))
                        .statusCode())
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> answers = threads.invokeAll(racers).stream()
                    .map(java.util.concurrent.Future::resultNow)
                    .sorted()
                    .toList();
            assertThat(answers).containsExactly(200, 409, 409, 409, 409, 409, 409, 409);
        }
        assertThat(server.get(path("race")).headers().firstValue("ETag")).hasValue("\"race-2\"");
    }

    @Test
    void returns400ForInvalidIfMatch() {
        put("match", definition(flag("on")));
        assertThat(server.send(server.asAdmin(path("match"))
                                .header("If-Match", "\"other-1\"")
                                .PUT(BodyPublishers.ofString(definition(flag("off")))))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void dryRunReturnsChangesWithoutSaving() {
        put("dry", definition(flag("on")));
        JsonNode preview =
                TestServer.json(server.put(path("dry") + "?dryRun=true", definition(Json.of("'g':%s", body("on")))));
        assertThat(preview.get("revision").asLong()).isEqualTo(2);
        assertThat(preview.get("added").get(0).asString()).isEqualTo("g");
        assertThat(preview.get("removed").get(0).asString()).isEqualTo("f");
        assertThat(server.get(path("dry")).body()).isEqualTo(definition(flag("on")));
    }

    @Test
    void dryRunReturns422ForInvalidDefinition() {
        put("dry-invalid", definition(flag("on")));
        assertThat(server.put(path("dry-invalid") + "?dryRun=true", Json.of("{'flags':7}"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void returnsFlagWithSplit() {
        put("one", definition(flag("off")));
        flags().setSplit("one", "f", split(500));
        JsonNode shown = TestServer.json(server.get(path("one") + "/f"));
        assertThat(shown.get("flag").get("state").asString()).isEqualTo("ENABLED");
        assertThat(shown.get("split").get("exposureBasisPoints").asInt()).isEqualTo(500);
    }

    @Test
    void returns404ForUnknownFlagOrEnvironment() {
        put("known", definition(flag("off")));
        assertThat(server.get(path("known") + "/unknown").statusCode()).isEqualTo(404);
        assertThat(server.get(path("nowhere") + "/f").statusCode()).isEqualTo(404);
    }

    @Test
    void rejectsRemovingVariantsOfRunningRollout() {
        put("kept", definition(flag("off")));
        flags().setSplit("kept", "f", split(500));
        String without = definition(Json.of("'f':%s", body("off").replace(Json.of("'on':true,"), "")));
        HttpResponse<String> refused = put("kept", without);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(TestServer.json(refused).get("code").asString()).isEqualTo("rollout-running");
        assertThat(refused.body()).contains("r-1").contains("on");
        assertThat(put("kept", definition(Json.of("'g':%s", body("on")))).statusCode())
                .isEqualTo(409);
        flags().setSplit("kept", "f", null);
        assertThat(put("kept", without).statusCode()).isEqualTo(200);
    }

    @Test
    void restartsStepEvidenceWhenFlagChanges() {
        put("evidence", definition(flag("off")));
        long set = flags().setSplit("evidence", "f", split(500));
        put("evidence", definition(flag("off") + Json.of(",'other':%s", body("on"))));
        assertThat(revisionOfSplit("evidence")).isEqualTo(set);
        put(
                "evidence",
                definition(Json.of(
                        "'f':%s", body("off").replace("\"state\"", Json.of("'metadata':{'owner':'me'},'state'")))));
        assertThat(revisionOfSplit("evidence")).isEqualTo(set);
        put("evidence", definition(Json.of("'f':%s", body("on"))));
        assertThat(revisionOfSplit("evidence"))
                .isEqualTo(flags().getSnapshot("evidence").revision());
    }

    @Test
    void deliversSplitOfRunningRollout() {
        put("delivered", definition(flag("off")));
        flags().setSplit("delivered", "f", split(10_000));
        EnvironmentSnapshot snapshot = flags().getSnapshot("delivered");
        assertThat(snapshot.compiled()
                        .evaluate("f", EvaluationContext.of("user-1"), 0)
                        .variant())
                .isEqualTo("on");
        String delivered = server.get(path("delivered") + "?delivered=true").body();
        assertThat(delivered).contains("evenkeel.rollout");
    }

    @Test
    void rejectsDeliveredDefinitionAsInput() {
        put("delivering", definition(flag("off")));
        flags().setSplit("delivering", "f", split(10_000));
        String delivered = server.get(path("delivering") + "?delivered=true").body();
        assertThat(put("copied", delivered).statusCode()).isEqualTo(422);
    }

    @Test
    void acceptsFlagArrayAndStoresFlagsByKey() {
        String listed = Json.of("{'flags':[{'key':'f',%s]}", body("on").substring(1));
        assertThat(put("listed", listed).statusCode()).isEqualTo(200);
        assertThat(server.get(path("listed")).body()).isEqualTo(definition(flag("on")));
        assertThat(server.get(path("listed") + "/f").statusCode()).isEqualTo(200);
    }

    @Test
    void reportsErrorsWithArrayPointer() {
        HttpResponse<String> refused =
                put("invalid-array", Json.of("{'flags':[{'key':'f','state':'ON','variants':{'a':1}}]}"));
        assertThat(TestServer.json(refused)
                        .get("problems")
                        .get(0)
                        .get("pointer")
                        .asString())
                .isEqualTo("/flags/0/state");
    }

    @Test
    void rejectsUnconfirmedHashRuleChange() {
        put("hashed", halves("v1"));
        HttpResponse<String> refused = put("hashed", halves("v2"));
        assertThat(refused.statusCode()).isEqualTo(409);
        JsonNode problem = TestServer.json(refused);
        assertThat(problem.get("code").asString()).isEqualTo("hash-rule-change");
        assertThat(problem.get("remedy").asString()).contains("confirm=hash-rule-change");
        assertThat(problem.get("problems").get(0).get("pointer").asString()).isEqualTo("/flags/f");
        assertThat(problem.get("problems").get(0).get("message").asString()).contains("%");
        assertThat(server.get(path("hashed")).body()).isEqualTo(halves("v1"));
    }

    @Test
    void dryRunReturnsMovedShareOfHashRuleChange() {
        put("hash-preview", halves("v1"));
        HttpResponse<String> preview = server.put(path("hash-preview") + "?dryRun=true", halves("v2"));
        JsonNode shown = TestServer.json(preview).get("hashRule");
        assertThat(shown.get("to").asString()).isEqualTo("v2");
        assertThat(shown.get("moved").get("f").asDouble()).isBetween(0.45, 0.55);
    }

    @Test
    void appliesConfirmedHashRuleChange() {
        put("hash-confirmed", halves("v1"));
        assertThat(server.put(path("hash-confirmed") + "?confirm=hash-rule-change", halves("v2"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(TestServer.json(put("hash-confirmed", halves("v2"))).has("hashRule"))
                .isFalse();
    }

    @Test
    void restartsStepEvidenceWhenHashRuleChanges() {
        put("rehashed", definition(flag("off")));
        long set = flags().setSplit("rehashed", "f", split(500));
        String v1 = Json.of(
                "{'metadata':{'evenkeel.fractional':'v1'},%s",
                definition(flag("off")).substring(1));
        assertThat(put("rehashed", v1).statusCode()).isEqualTo(409);
        assertThat(revisionOfSplit("rehashed")).isEqualTo(set);
        assertThat(server.put(path("rehashed") + "?confirm=hash-rule-change", v1)
                        .statusCode())
                .isEqualTo(200);
        assertThat(revisionOfSplit("rehashed")).isGreaterThan(set);
    }

    @Test
    void rejectsInvalidRulesExceptExistingOnes() {
        String odd = Json.of("'odd':%s", body("on").replace("\"state\"", Json.of("'targeting':{'nope':[]},'state'")));
        assertThat(put("odd", definition(odd)).statusCode()).isEqualTo(422);
        assertThat(server.get(path("odd")).statusCode()).isEqualTo(404);
        flags().replaceDefinition("odd", definition(odd), null, "server", "files");
        assertThat(put("odd", definition(odd + "," + flag("on"))).statusCode()).isEqualTo(200);
        HttpResponse<String> refused =
                put("odd", definition(odd + "," + flag("on") + "," + odd.replace("\"odd\"", "\"new\"")));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(TestServer.json(refused).get("problems")).hasSize(1);
        assertThat(TestServer.json(refused)
                        .get("problems")
                        .get(0)
                        .get("pointer")
                        .asString())
                .isEqualTo("/flags/new/targeting");
    }

    private static String halves(String rule) {
        return Json.of("""
                {'metadata':{'evenkeel.fractional':'%s'},'flags':{'f':{'state':'ENABLED',\
                'variants':{'on':true,'off':false},'targeting':{'fractional':[['on',1],['off',1]]}}}}""", rule);
    }

    private static long revisionOfSplit(String environment) {
        return flags().getSnapshot(environment)
                .splits()
                .values()
                .iterator()
                .next()
                .revision();
    }

    private static FlagService flags() {
        return server.bean(FlagService.class);
    }

    private static NewRolloutSplit split(int basisPoints) {
        return new NewRolloutSplit(
                "r-1", "off", "on", new Percent(basisPoints), "seed", Duration.ofSeconds(5), null, null);
    }

    private static HttpResponse<String> put(String environment, String body) {
        return server.put(path(environment), body);
    }

    private static HttpResponse<String> putYaml(String body) {
        return server.send(server.asAdmin(path("yaml"))
                .header("Content-Type", "application/yaml")
                .PUT(BodyPublishers.ofString(body)));
    }

    private static String path(String environment) {
        return "/api/v1/environments/" + environment + "/flags";
    }

    private static String definition(String flags) {
        return Json.of("{'flags':{%s}}", flags);
    }

    private static String flag(String defaultVariant) {
        return Json.of("'f':%s", body(defaultVariant));
    }

    private static String body(String defaultVariant) {
        return Json.of("{'state':'ENABLED','variants':{'on':true,'off':false},'defaultVariant':'%s'}", defaultVariant);
    }
}
