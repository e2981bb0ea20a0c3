// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.suspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestEnvironment;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// All kinds of changes, each with its own flag in one environment: its set-up, and the change over HTTP.
public final class ChangeScenarios {
    private static final String STEPS = Json.of("[{'exposure':10},");
    private static final String AWAITS_APPROVAL = Json.of("[{'exposure':10,'approval':true},");

    private final TestEnvironment environment;
    private final TestServer server;
    private final Map<String, ChangeKind> kinds = new LinkedHashMap<>();
    private final Map<String, PreparedChange> prepared = new LinkedHashMap<>();
    private final List<SimulatedService> services = new ArrayList<>();

    /// The result of a requested change.
    public enum ChangeResult {
        ALLOWED,
        WAITS,
        NEEDS_APPROVAL,
        REFUSED;

        /// As the reference writes it.
        public static ChangeResult of(String words) {
            return valueOf(words.replace(' ', '_').toUpperCase(Locale.ROOT));
        }

        /// What a response says of the change that was asked for.
        static ChangeResult of(HttpResponse<String> response) {
            String body = response.body();
            if (response.statusCode() < 300) {
                return ALLOWED;
            }
            assertThat(response.statusCode()).as(body).isIn(409, 422);
            if (body.contains("by users other than the author") || body.contains("approvals: no approvals")) {
                return NEEDS_APPROVAL;
            }
            assertThat(body).containsAnyOf("release-pause: releases of", "freeze: holidays");
            return REFUSED;
        }
    }

    /// Sets up a kind of change and returns how to make it on a flag.
    @FunctionalInterface
    private interface ChangeKind {
        Function<String, ChangeResult> prepare(RolloutScene rolloutScene);
    }

    public ChangeScenarios(TestEnvironment environment) {
        this.environment = environment;
        this.server = environment.server();
        addFlagEdits();
        addBulkEdits();
        addReverts();
        addProposals();
        addRollouts();
        addOtherChanges();
        addScheduledChanges();
    }

    /// Names of all kinds, as the reference has them.
    public Iterable<String> names() {
        return kinds.keySet();
    }

    /// A change that can be made.
    private record PreparedChange(String flag, Supplier<ChangeResult> change) {}

    /// A change that was made.
    ///
    /// @param flag key of its flag
    /// @param before revision of the environment before it
    /// @param after revision of the environment after it
    record PerformedChange(String name, String flag, long before, long after) {}

    /// Sets up all changes.
    public void prepare() {
        prepare(kinds.keySet());
    }

    /// Sets up the named changes.
    void prepare(Collection<String> names) {
        /* A scene writes all flags of the environment, so all begin before the first change. */
        List<Runnable> begun = new ArrayList<>();
        names.forEach(name -> {
            RolloutScene rolloutScene = new RolloutScene(environment);
            begun.add(() -> {
                Function<String, ChangeResult> change =
                        Objects.requireNonNull(kinds.get(name)).prepare(rolloutScene);
                prepared.put(name, new PreparedChange(rolloutScene.flag, () -> change.apply(rolloutScene.flag)));
            });
        });
        begun.forEach(Runnable::run);
        services.forEach(SimulatedService::refresh);
    }

    /// Makes all changes.
    public Map<String, ChangeResult> perform() {
        Map<String, ChangeResult> results = new LinkedHashMap<>();
        prepared.forEach((name, one) -> results.put(name, one.change().get()));
        return results;
    }

    /// Makes all changes; fails if one is not allowed.
    List<PerformedChange> performAllowed() {
        List<PerformedChange> performed = new ArrayList<>();
        prepared.forEach((name, one) -> {
            long before = environment.flagsRevision();
            assertThat(one.change().get()).as(name).isEqualTo(ChangeResult.ALLOWED);
            performed.add(new PerformedChange(name, one.flag(), before, environment.flagsRevision()));
        });
        return performed;
    }

    /// A flag of a scene.
    public static String flag(String defaultVariant) {
        return flag(defaultVariant, "m");
    }

    private static String flag(String defaultVariant, String modern) {
        return Json.of(
                "{'state':'ENABLED','variants':{'classic':'c','modern':'%s'},'defaultVariant':'%s'}",
                modern, defaultVariant);
    }

    /// A flag that serves `classic`, with another member.
    private static String flagWith(String member) {
        return Json.of(
                "{%s,'state':'ENABLED','variants':{'classic':'c','modern':'m'},'defaultVariant':'classic'}", member);
    }

    private static String flags(String key, String flag) {
        return Json.of("{'flags':{'%s':%s}}", key, flag);
    }

    private ChangeResult put(String path, String body) {
        return ChangeResult.of(environment.put(path, body));
    }

    private ChangeResult post(String path, String body) {
        return ChangeResult.of(environment.post(path, body));
    }

    private ChangeResult delete(String path) {
        return ChangeResult.of(
                server.send(server.asAdmin(environment.path(path)).DELETE()));
    }

    private void addFlagEdits() {
        kinds.put("Create a flag", rolloutScene -> flag -> put("/flags/" + flag + "-new", flag("modern")));
        kinds.put("Edit a flag", rolloutScene -> flag -> put("/flags/" + flag, flag("modern")));
        kinds.put("Copy a flag from another environment", rolloutScene -> {
            TestServer.requireSuccess(
                    server.put("/api/v1/environments/default/flags/" + rolloutScene.flag, flag("modern")));
            return flag -> post("/flags/" + flag + "/copy", Json.of("{'from':'default'}"));
        });
        kinds.put(
                "Change a description",
                rolloutScene -> flag -> put("/flags/" + flag, flagWith(Json.of("'metadata':{'description':'x'}"))));
        kinds.put("Delete a flag", rolloutScene -> flag -> delete("/flags/" + flag));
        kinds.put("Move a migration to its next stage by an edit", rolloutScene -> {
            String ledger = """
                    {"state":"ENABLED","defaultVariant":"%s","variants":{"off":"off","dualwrite":"dualwrite",
                     "shadow":"shadow","live":"live","rampdown":"rampdown","complete":"complete"}}""";
            TestServer.requireSuccess(
                    environment.put("/flags/" + rolloutScene.flag + "-ledger", ledger.formatted("off")));
            return flag -> put("/flags/" + flag + "-ledger", ledger.formatted("dualwrite"));
        });
    }

    private void addBulkEdits() {
        kinds.put(
                "Edit or import several flags",
                rolloutScene -> flag -> ChangeResult.of(server.send(server.asAdmin(environment.path("/flags"))
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString(flags(flag, flag("modern")))))));
        kinds.put(
                "Replace all flags",
                rolloutScene -> flag -> put("/flags", storedFlags().replace(key(flag), key(flag + "-x"))));
        kinds.put(
                "Change the hash rule",
                rolloutScene -> flag -> put(
                        "/flags?confirm=hash-rule-change",
                        Json.of(
                                "{'metadata':{'evenkeel.fractional':'v1'},%s",
                                storedFlags().substring(1))));
        kinds.put(
                "Apply files",
                rolloutScene -> flag -> ChangeResult.of(
                        server.post("/api/v1/manifests", """
                {"set":"%1$s","objects":[{"apiVersion":"evenkeel.dev/v1","kind":"Flag",
                 "metadata":{"name":"%1$s","environment":"%2$s"},"spec":%3$s}]}""".formatted(flag, environment.name(), flag("modern")))));
    }

    private String storedFlags() {
        return environment.get("/flags").body();
    }

    private static String key(String flag) {
        return Json.of("'%s':", flag);
    }

    private void addScheduledChanges() {
        String inAYear = Instant.now()
                .truncatedTo(ChronoUnit.SECONDS)
                .plus(365, ChronoUnit.DAYS)
                .toString();
        String order = Json.of("{'at':'%s','serve':'modern'}");
        kinds.put(
                "Schedule a change",
                rolloutScene -> flag -> post("/flags/" + flag + "/scheduled-changes", order.formatted(inAYear)));
        kinds.put("Remove a scheduled change", rolloutScene -> {
            TestServer.requireSuccess(
                    environment.post("/flags/" + rolloutScene.flag + "/scheduled-changes", order.formatted(inAYear)));
            /* Without it the schedule would be the flag's last change, which anybody may take back. */
            TestServer.requireSuccess(environment.post(
                    "/flags/" + rolloutScene.flag + "/scheduled-changes",
                    order.formatted(Instant.parse(inAYear).plusSeconds(60))));
            return flag -> delete("/flags/" + flag + "/scheduled-changes?at=" + inAYear);
        });
        kinds.put("A scheduled change becomes due", rolloutScene -> {
            String soon =
                    Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(5).toString();
            TestServer.requireSuccess(
                    environment.post("/flags/" + rolloutScene.flag + "/scheduled-changes", order.formatted(soon)));
            return flag -> {
                await().until(() -> evaluateVariant(flag).equals("modern"));
                return ChangeResult.ALLOWED;
            };
        });
    }

    private String evaluateVariant(String flag) {
        HttpResponse<String> response = server.send(environment
                .asSdk("/ofrep/v1/evaluate/flags/" + flag)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.of("{'context':{'targetingKey':'u'}}"))));
        return TestServer.json(response).path("variant").asString("");
    }

    private void addReverts() {
        kinds.put("Disable a flag", rolloutScene -> {
            /* A flag with it as prerequisite changes with it. */
            String prerequisite = Json.of("'prerequisites':[{'flag':'%s','variant':'classic'}]", rolloutScene.flag);
            TestServer.requireSuccess(environment.put("/flags/" + rolloutScene.flag + "-asks", flagWith(prerequisite)));
            return flag -> post("/flags/" + flag + "/disable", "{}");
        });
        kinds.put("Enable a flag", rolloutScene -> {
            TestServer.requireSuccess(environment.post("/flags/" + rolloutScene.flag + "/disable", "{}"));
            return flag -> post("/flags/" + flag + "/enable", "{}");
        });
        kinds.put("Revert the last change of a flag", rolloutScene -> {
            long before = environment.flagsRevision();
            TestServer.requireSuccess(environment.put("/flags/" + rolloutScene.flag, flag("modern")));
            return flag -> revert(flag, before);
        });
        kinds.put("Revert to an earlier revision", rolloutScene -> {
            long before = environment.flagsRevision();
            TestServer.requireSuccess(environment.put("/flags/" + rolloutScene.flag, flag("modern")));
            TestServer.requireSuccess(environment.put("/flags/" + rolloutScene.flag, flag("modern", "m2")));
            return flag -> revert(flag, before);
        });
    }

    private ChangeResult revert(String flag, long revision) {
        return post("/revert", Json.of("{'revision':%s,'flag':'%s'}", revision, flag));
    }

    private void addProposals() {
        kinds.put(
                "Propose an edit",
                rolloutScene ->
                        flag -> post("/proposals", Json.of("{'reason':'x','patch':%s}", flags(flag, flag("modern")))));
        kinds.put("Apply an approved proposal", rolloutScene -> {
            String id = TestServer.requireSuccess(environment.post(
                            "/proposals",
                            Json.of(
                                    "{'reason':'x','onBehalfOf':'anna','patch':%s}",
                                    flags(rolloutScene.flag, flag("modern")))))
                    .path("id")
                    .asString();
            TestServer.requireSuccess(
                    environment.post("/proposals/" + id + "/approvals", Json.of("{'onBehalfOf':'ben'}")));
            return flag -> post("/proposals/" + id + "/apply", "{}");
        });
    }

    private void addRollouts() {
        String order =
                Json.of("{'flag':'%%s','control':'classic','candidate':'modern'%%s,'plan':%s}", RolloutScene.plan());
        kinds.put("Start a rollout", rolloutScene -> flag -> post("/rollouts", order.formatted(flag, "")));
        kinds.put("Start a prepared change", rolloutScene -> {
            TestServer.requireSuccess(
                    server.post("/api/v1/manifests", """
                    {"set":"%1$s","objects":[{"apiVersion":"evenkeel.dev/v1","kind":"PreparedChange",
                     "metadata":{"name":"%1$s","environment":"%2$s"},
                     "spec":{"control":"classic","candidate":"modern","plan":"fast"}}]}""".formatted(rolloutScene.flag, environment.name())));
            return flag -> post("/rollouts", Json.of("{'flag':'%s','prepared':true}", flag));
        });
        kinds.put("Start a rollout that waits for gates", rolloutScene -> {
            SimulatedService service = service(rolloutScene);
            return flag -> awaitGateHold(
                    rolloutScene,
                    service,
                    TestServer.requireSuccess(environment.post(
                                    "/rollouts", order.formatted(flag, Json.of(",'onClosedGates':'WAIT'"))))
                            .path("id")
                            .asString());
        });
        kinds.put("A rollout advances or completes", rolloutScene -> {
            SimulatedService service = service(rolloutScene);
            String id = rolloutScene.startRunning(service);
            return flag -> awaitGateHold(rolloutScene, service, id);
        });
        kinds.put("A rollout rolls back", rolloutScene -> {
            SimulatedService service = service(rolloutScene);
            String id = rolloutScene.startRunning(service);
            return flag -> {
                rolloutScene.awaitRollout(id, ChangeScenarios::waitsForGates);
                service.withFailureRate("modern", 0.9);
                rolloutScene.drive(id, List.of(service), rollout -> RolloutScene.hasStatus(rollout, "ROLLED_BACK"));
                return ChangeResult.ALLOWED;
            };
        });
        kinds.put("Approve a step of a rollout", rolloutScene -> {
            String id = rolloutScene.seed(rolloutScene.startWith(STEPS, AWAITS_APPROVAL), service(rolloutScene));
            return flag -> ChangeResult.of(
                    server.post("/api/v1/rollouts/" + id + "/approve", Json.of("{'onBehalfOf':'vera'}")));
        });
        kinds.put("Abort a rollout", rolloutScene -> {
            String id = rolloutScene.startRunning(service(rolloutScene));
            return flag -> ChangeResult.of(server.post("/api/v1/rollouts/" + id + "/abort", "{}"));
        });
    }

    private SimulatedService service(RolloutScene rolloutScene) {
        SimulatedService service = rolloutScene.service("one", 1);
        services.add(service);
        return service;
    }

    /* Traffic that would advance the rollout if the gates were open. */
    private static ChangeResult awaitGateHold(RolloutScene rolloutScene, SimulatedService service, String id) {
        service.refresh().callAndSend(600);
        int exposure = rolloutScene
                .awaitRollout(id, ChangeScenarios::waitsForGates)
                .path("exposure")
                .asInt();
        long calls = calls(rolloutScene.rollout(id));
        service.refresh().callAndSend(4_000);
        JsonNode later = rolloutScene.awaitRollout(id, rollout -> calls(rollout) >= calls + 4_000);
        return waitsForGates(later) && later.path("exposure").asInt() == exposure
                ? ChangeResult.WAITS
                : ChangeResult.ALLOWED;
    }

    private static boolean waitsForGates(JsonNode rollout) {
        return rollout.path("holdReason").asString("").equals("GATES");
    }

    private static long calls(JsonNode rollout) {
        return rollout.at("/counts/control/calls").asLong()
                + rollout.at("/counts/candidate/calls").asLong();
    }

    private void addOtherChanges() {
        String order = """
                {"flag":"%s","hypothesis":"it sells","reason":"idea 7","plan":{"variants":[
                 {"variant":"classic","share":50},{"variant":"modern","share":50}],"goals":[{"metric":"buy"}]}}""";
        kinds.put("Start an experiment", rolloutScene -> flag -> post("/experiments", order.formatted(flag)));
        kinds.put("Stop an experiment", rolloutScene -> {
            String id = TestServer.requireSuccess(environment.post("/experiments", order.formatted(rolloutScene.flag)))
                    .path("id")
                    .asString();
            return flag -> ChangeResult.of(server.post("/api/v1/experiments/" + id + "/stop", "{}"));
        });
        kinds.put("Run a rollback drill", rolloutScene -> {
            service(rolloutScene);
            TestServer.requireSuccess(environment.put("/flags/" + rolloutScene.flag + "/rollback-plan", """
                    {"owner":"payments","trigger":"more errors","steps":["abort the rollout"],
                     "dataCompatibility":"the old code reads all","pointOfNoReturn":50,"expectedTime":"PT1M"}"""));
            return flag -> post("/flags/" + flag + "/drills", "{}");
        });
        kinds.put("Edit a segment", rolloutScene -> {
            TestServer.requireSuccess(environment.put("/segments/some", Json.of("{'==':[{'var':'x'},1]}")));
            TestServer.requireSuccess(environment.put(
                    "/flags/" + rolloutScene.flag,
                    flagWith(Json.of("'targeting':{'if':[{'$ref':'some'},'modern','classic']}"))));
            return flag -> put("/segments/some", Json.of("{'==':[{'var':'x'},2]}"));
        });
    }
}
