// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestEnvironment;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.drill.DrillDriver;
import dev.evenkeel.server.rollouts.rollout.guard.EndedRolloutStoredDataCleanup;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A flag with two variants and its rollouts. Each scene defines its own flag, in the environment `default` unless
/// another one is given.
public final class RolloutScene {
    /// Tiny steps, so that evidence alone decides how long it takes.
    private static final String BLINDNESS = """
            {"noDataAfter":"PT20S","rollBackAfter":"PT10M","rollBackFrom":5}""";

    private static final String PLAN = """
            {"name":"tiny","steps":[{"exposure":10},{"exposure":50},{"exposure":95},{"exposure":100}],
             "alpha":0.01,"advanceAlpha":0.05,"warmUp":"PT0S","restartEvery":"PT60S",
             "guardrails":{"errors":{"weight":1,"rollbackRatio":1,"toleratedRise":0,"toleratedExtra":2,
                                     "advanceFrom":0},"latency":[]},
             "seedSamples":500,"tickMaxAge":"PT0.2S",
             "blindness":BLINDNESS}
            """.replace("BLINDNESS", BLINDNESS);

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final AtomicLong FLAGS = new AtomicLong();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public final TestServer server;
    public final TestEnvironment environment;
    public final String flag = "flag-" + FLAGS.incrementAndGet();

    public RolloutScene(TestServer server) {
        this(server.defaultEnvironment());
    }

    public RolloutScene(TestEnvironment environment) {
        this.server = environment.server();
        this.environment = environment;
        define("classic");
    }

    /// Defines the flag; others stay.
    void define(String defaultVariant) {
        HttpResponse<String> present = environment.get("/flags");
        String flags = present.statusCode() == 200
                        && TestServer.json(present).path("flags").isObject()
                ? TestServer.json(present).path("flags").toString()
                : "{}";
        var all = (ObjectNode) JSON.readTree(Json.of("{'flags':%s}", flags));
        ((ObjectNode) all.get("flags")).set(flag, JSON.readTree("""
                                {"state":"ENABLED","variants":{"classic":"c","modern":"m"},"defaultVariant":"%s"}
                                """.formatted(defaultVariant)));
        HttpResponse<String> put = environment.put("/flags", all.toString());
        assertThat(put.statusCode()).as(put.body()).isBetween(200, 204);
    }

    public SimulatedService service(String instance, long seed) {
        return new SimulatedService(environment, flag, flag + "-" + instance, seed).refresh();
    }

    public HttpResponse<String> requestStart(String body) {
        return environment.post("/rollouts", body);
    }

    /// Starts a rollout with the tiny plan.
    public String start() {
        return start(BLINDNESS);
    }

    private String start(String blindness) {
        return startPlan(PLAN.replace(BLINDNESS, blindness));
    }

    /// Starts a rollout with the tiny plan, in which some texts are replaced: each by the one behind it.
    public String startWith(String... textsAndReplacements) {
        return startPlan(plan(textsAndReplacements));
    }

    /// Requests a rollout with such a plan, which the server must reject with 422.
    ///
    /// @return the body of the response
    String expectRejectedPlan(String... textsAndReplacements) {
        HttpResponse<String> answer = requestStartWithPlan(plan(textsAndReplacements));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        return answer.body();
    }

    /// The tiny plan with some texts replaced.
    public static String plan(String... textsAndReplacements) {
        String plan = PLAN;
        for (int i = 0; i < textsAndReplacements.length; i += 2) {
            assertThat(plan).contains(textsAndReplacements[i]);
            plan = plan.replace(textsAndReplacements[i], textsAndReplacements[i + 1]);
        }
        return plan;
    }

    private HttpResponse<String> requestStartWithPlan(String plan) {
        return requestStart("""
                {"flag":"%s","control":"classic","candidate":"modern","plan":%s,"reason":"try it"}
                """.formatted(flag, plan));
    }

    private String startPlan(String plan) {
        HttpResponse<String> answer = requestStartWithPlan(plan);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return TestServer.json(answer).get("id").stringValue();
    }

    public JsonNode rollout(String id) {
        HttpResponse<String> answer = server.get("/api/v1/rollouts/" + id);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestServer.json(answer);
    }

    /// Waits for a condition, and runs the guard more often than once a second.
    public JsonNode awaitRollout(String id, Predicate<JsonNode> condition) {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            server.job("rollout guard").runSoon();
                            return rollout(id);
                        },
                        condition);
    }

    /// Waits until the flag has no split, and runs the cleanup more often than every ten seconds.
    public void awaitNoSplit(SimulatedService service) {
        await().atMost(PATIENCE).until(() -> {
            server.bean(EndedRolloutStoredDataCleanup.class).runOnce(Instant.now());
            return service.refresh().split() == null;
        });
    }

    /// Starts a rollout and feeds control until the first step begins.
    public String startRunning(SimulatedService service) {
        return startRunning(service, BLINDNESS);
    }

    /// The same with another policy without evidence.
    public String startRunning(SimulatedService service, String blindness) {
        return seed(start(blindness), service);
    }

    /// Feeds control until the first step begins.
    public String seed(String id, SimulatedService service) {
        service.refresh();
        service.callAndSend(600);
        awaitRollout(id, rollout -> hasStatus(rollout, "RUNNING"));
        service.refresh();
        return id;
    }

    /// Runs a rollback drill; the flag must have a rollback plan.
    ///
    /// @return the drill once it has ended
    public JsonNode runDrill(SimulatedService service) {
        HttpResponse<String> started = environment.post(drills(), Json.of("{'reason':'rehearse'}"));
        assertThat(started.statusCode()).as(started.body()).isEqualTo(201);
        service.refresh();
        service.callAndSend(20);
        awaitDecision();
        return awaitEnd(List.of(service));
    }

    /// Waits until the newest drill takes the exposure back.
    public void awaitDecision() {
        awaitDrill(drill -> !drill.at("/timestamps/decidedAt").isNull());
    }

    /// Lets services take what is in force until the newest drill has ended.
    public JsonNode awaitEnd(List<SimulatedService> services) {
        services.forEach(SimulatedService::refresh);
        return awaitDrill(drill -> !drill.at("/timestamps/endedAt").isNull());
    }

    private JsonNode awaitDrill(Predicate<JsonNode> condition) {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            DrillDriver.advance(server, environment.name(), flag);
                            return newestDrill();
                        },
                        condition);
    }

    public JsonNode newestDrill() {
        return TestServer.requireSuccess(environment.get(drills())).at("/drills/0");
    }

    private String drills() {
        return "/flags/" + flag + "/drills";
    }

    /// Makes services call the flag and send outcomes until a condition holds.
    public JsonNode drive(String id, List<SimulatedService> services, Predicate<JsonNode> condition) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            services.forEach(service -> service.refresh().callAndSend(200));
                            return rollout(id);
                        },
                        condition);
    }

    public static boolean hasStatus(JsonNode rollout, String status) {
        return rollout.get("status").stringValue().equals(status);
    }

    /// The kinds of all decisions except holds.
    public static List<String> decisionKinds(JsonNode rollout) {
        return rollout.get("decisions")
                .valueStream()
                .map(decision -> decision.get("kind").stringValue())
                .filter(kind -> !kind.equals("HOLD"))
                .toList();
    }

    public static String rollbackReason(JsonNode rollout) {
        return rollout.get("decisions")
                .valueStream()
                .filter(decision -> decision.get("kind").stringValue().equals("ROLL_BACK"))
                .findFirst()
                .orElseThrow()
                .get("reason")
                .stringValue();
    }

    /// Asserts that each decision, tick and call is recorded exactly once, also with several servers.
    public void assertNoDuplicates(String id) {
        JsonNode decisions = rollout(id).get("decisions");
        assertThat(decisions
                        .valueStream()
                        .map(decision -> decision.get("number").longValue()))
                .containsExactlyElementsOf(numbers(decisions.size()));
        List<JsonNode> ticks = ticks(server, id);
        assertThat(ticks.stream().map(tick -> tick.get("number").longValue()))
                .containsExactlyElementsOf(numbers(ticks.size()));
        long received = server.bean(JdbcClient.class)
                .sql("select sum(calls) from outcome_batch where environment = ?")
                .param(environment.name())
                .query(Long.class)
                .single();
        await().atMost(PATIENCE).until(() -> ticksSum(server, id) == received);
        assertReplays(server, id);
    }

    /// Asserts that a replay of the stored ticks makes the same decisions.
    public static void assertReplays(TestServer server, String id) {
        JsonNode replay = TestServer.json(server.get("/api/v1/rollouts/" + id + "/replay"));
        assertThat(replay.get("identical").booleanValue()).as(replay.toString()).isTrue();
    }

    /// Calls of both sides in all ticks.
    public static long ticksSum(TestServer server, String id) {
        return ticks(server, id).stream()
                .mapToLong(tick -> tick.get("control").get("calls").longValue()
                        + tick.get("candidate").get("calls").longValue())
                .sum();
    }

    public static List<JsonNode> ticks(TestServer server, String id) {
        List<JsonNode> all = new ArrayList<>();
        JsonNode page = TestServer.json(server.get("/api/v1/rollouts/" + id + "/ticks?after=0"));
        while (!page.isEmpty()) {
            page.valueStream().forEach(all::add);
            page = TestServer.json(server.get("/api/v1/rollouts/" + id + "/ticks?after="
                    + all.getLast().get("number").longValue()));
        }
        return all;
    }

    /// From 1 to a number.
    public static List<Long> numbers(int size) {
        return LongStream.rangeClosed(1, size).boxed().toList();
    }
}
