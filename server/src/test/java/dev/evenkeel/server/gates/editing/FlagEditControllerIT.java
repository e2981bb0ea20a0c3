// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.audit.AuditLog;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class FlagEditControllerIT {
    private static final String FLAG = """
            {"state": "ENABLED",  "variants": {"on": true, "off": false}, "defaultVariant": "on"}""";

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
    void preservesFormattingOfOtherFlagsOnEdit() {
        createEnvironment("one", Json.of("{'flags': {\n  'kept' : %s\n}}", FLAG));

        assertThat(server.put(path("one", "/flags/new?reason=try"), FLAG).statusCode())
                .isEqualTo(200);

        assertThat(server.get(path("one", "/flags")).body())
                .isEqualTo(Json.of("{'flags': {\n  'kept' : %s,\n  'new': %s\n}}", FLAG, FLAG));
        HttpResponse<String> gone = delete(path("one", "/flags/new"));
        assertThat(gone.statusCode()).as(gone.body()).isEqualTo(200);
        assertThat(server.get(path("one", "/flags")).body()).isEqualTo(Json.of("{'flags': {\n  'kept' : %s\n}}", FLAG));
        assertThat(delete(path("one", "/flags/new")).statusCode()).isEqualTo(404);
    }

    @Test
    void rejectsInvalidEdit() {
        createEnvironment("bad", Json.of("{'flags': {'a': %s}}", FLAG));

        HttpResponse<String> rejected = server.put(path("bad", "/flags/a"), FLAG.replace("ENABLED", "ON"));

        assertThat(rejected.statusCode()).isEqualTo(422);
        assertThat(rejected.body()).contains("/flags/a/state", "unknown state ON");
        assertThat(server.put(path("bad", "/flags/a"), "[]").statusCode()).isEqualTo(400);
        assertThat(server.get(path("bad", "/flags")).headers().firstValue("ETag"))
                .hasValue("\"bad-1\"");
    }

    @Test
    void rejectsEditOfStaleRevision() {
        createEnvironment("stale", Json.of("{'flags': {'a': %s}}", FLAG));
        HttpResponse<String> rejected = server.send(server.asAdmin(path("stale", "/flags/a"))
                .header("If-Match", "\"stale-7\"")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(FLAG)));
        assertThat(rejected.statusCode()).isEqualTo(409);
        assertThat(server.get(path("stale", "/flags")).headers().firstValue("ETag"))
                .hasValue("\"stale-1\"");
    }

    @Test
    void disablesAndEnablesFlag() {
        createEnvironment("default", Json.of("{'flags': {'a': %s}}", FLAG));

        JsonNode killed = json(server.post(path("default", "/flags/a/disable"), Json.of("{'reason': 'errors'}")));

        assertThat(killed.path("modified").get(0).asString()).isEqualTo("a");
        assertThat(server.get(path("default", "/flags")).body()).contains("\"DISABLED\"");
        assertThat(json(server.post(path("default", "/flags/a/disable"), ""))
                        .path("changed")
                        .asBoolean())
                .isFalse();
        assertThat(json(server.post(path("default", "/flags/a/enable"), ""))
                        .path("changed")
                        .asBoolean())
                .isTrue();
        assertThat(server.post(path("default", "/flags/nobody/disable"), "").statusCode())
                .isEqualTo(404);
        JsonNode entries = json(server.get("/api/v1/audit")).path("entries");
        assertThat(entries.valueStream().map(entry -> entry.path("action").asString()))
                .contains("flag.disabled", "flag.enabled");
        assertThat(entries.valueStream()
                        .filter(entry -> entry.path("action").asString().equals("flag.disabled"))
                        .map(entry -> entry.path("subject").asString() + " "
                                + entry.path("reason").asString()
                                + entry.path("before").asString()
                                + entry.path("after").asString()))
                .contains("default/a errors\"ENABLED\"\"DISABLED\"");
    }

    @Test
    void eachEditCreatesOneRevisionAndOneAuditEntry() {
        createEnvironment("audited", Json.of("{'flags': {'a': %s}}", FLAG));
        AuditLog log = server.bean(AuditLog.class);
        String flags = path("audited", "/flags");

        List.<Supplier<HttpResponse<String>>>of(
                        () -> server.put(flags + "/b", FLAG),
                        () -> server.send(server.asAdmin(flags)
                                .method("PATCH", BodyPublishers.ofString(Json.of("{'flags': {'c': %s}}", FLAG)))),
                        () -> server.post(flags + "/b/disable", ""),
                        () -> server.post(flags + "/b/enable", ""),
                        () -> server.post(
                                flags + "/b/scheduled-changes",
                                Json.of("{'at': '2990-01-01T00:00:00Z', 'serve': 'off'}")),
                        () -> server.put(path("audited", "/segments/s"), "{\"==\": [1, 1]}"),
                        () -> server.post(path("audited", "/revert"), Json.of("{'revision': 2}")),
                        () -> delete(flags + "/b"),
                        () -> server.put(flags, Json.of("{'flags': {}}")))
                .forEach(edit -> {
                    long entries = log.lastEntryNumber();
                    String before =
                            server.get(flags).headers().firstValue("ETag").orElseThrow();
                    HttpResponse<String> response = edit.get();
                    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
                    assertThat(log.lastEntryNumber()).as(response.body()).isEqualTo(entries + 1);
                    assertThat(before)
                            .isEqualTo("\"audited-"
                                    + (json(response).path("revision").asLong() - 1) + "\"");
                });
    }

    @Test
    void storesAllConcurrentEdits() throws Exception {
        createEnvironment("busy", Json.of("{'flags': {}}"));
        List<Callable<HttpResponse<String>>> edits = IntStream.range(0, 12)
                .<Callable<HttpResponse<String>>>mapToObj(i -> () -> server.put(path("busy", "/flags/f" + i), FLAG))
                .toList();

        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var edit : threads.invokeAll(edits)) {
                assertThat(edit.get().statusCode()).as(edit.get().body()).isEqualTo(200);
            }
        }

        assertThat(json(server.get(path("busy", "/flags"))).path("flags").size())
                .isEqualTo(12);
        assertThat(json(server.get(path("busy", "/revisions")))
                        .path("revisions")
                        .size())
                .isEqualTo(13);
    }

    @Test
    void deliversScheduledChangeAsTargetingRule() {
        createEnvironment("plan", Json.of("{'flags': {'a': %s}}", FLAG));

        server.post(path("plan", "/flags/a/scheduled-changes"), """
                {"at": "2030-01-31T09:00:00Z", "serve": "on", "reason": "launch"}""");
        HttpResponse<String> again = server.post(path("plan", "/flags/a/scheduled-changes"), """
                {"at": "2030-01-31T10:00:00+01:00", "serve": "off"}""");

        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        JsonNode flag = json(server.get(path("plan", "/flags/a"))).path("flag");
        assertThat(flag.path("schedule").size()).isEqualTo(1);
        assertThat(flag.at("/schedule/0/serve").asString()).isEqualTo("off");
        assertThat(flag.at("/schedule/0/reason").isMissingNode()).isTrue();
        assertThat(server.get(path("plan", "/flags?delivered=true")).body())
                .contains("$flagd.timestamp")
                .doesNotContain("schedule");
        delete(path("plan", "/flags/a/scheduled-changes?at=2030-01-31T09:00:00Z"));
        assertThat(server.get(path("plan", "/flags")).body()).isEqualTo(Json.of("{'flags': {'a': %s}}", FLAG));
    }

    @Test
    void rejectsInvalidScheduledChanges() {
        createEnvironment("unplanned", Json.of("{'flags': {'a': %s}}", FLAG));
        String changes = path("unplanned", "/flags/a/scheduled-changes");
        assertThat(server.post(changes, Json.of("{'at': 'soon', 'serve': 'off'}"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(server.post(changes, Json.of("{'at': '2031-01-01T00:00:00Z'}"))
                        .statusCode())
                .isEqualTo(422);
    }

    /// An environment with three revisions: of two flags, one is changed and the other deleted.
    private static void createHistory(String environment) {
        createEnvironment(environment, Json.of("{'flags': {'a': %s, 'b': %s}}", FLAG, FLAG));
        server.put(path(environment, "/flags/a?reason=off+for+now"), FLAG.replace("\"on\"}", "\"off\"}"));
        delete(path(environment, "/flags/b"));
    }

    private static JsonNode differencesFromFirst(String environment) {
        return json(server.get(path(environment, "/diff?from=1"))).path("differences");
    }

    @Test
    void listsRevisionsWithReasonAndAuthor() {
        createHistory("listed");
        JsonNode history = json(server.get(path("listed", "/revisions"))).path("revisions");
        assertThat(history.valueStream().map(each -> each.path("revision").asInt()))
                .containsExactly(3, 2, 1);
        assertThat(history.get(1).path("reason").asString()).isEqualTo("off for now");
        assertThat(history.get(1).path("changedBy").asString()).isNotBlank();
    }

    @Test
    void returnsDifferencesBetweenRevisions() {
        createHistory("compared");
        JsonNode differences = differencesFromFirst("compared");
        assertThat(differences.valueStream().map(each -> each.path("pointer").asString()))
                .containsExactly("/flags/a/defaultVariant", "/flags/b");
        assertThat(differences.get(0).path("before").asString()).isEqualTo("on");
        assertThat(differences.get(0).path("after").asString()).isEqualTo("off");
        assertThat(differences.get(1).path("after").isNull()).isTrue();
    }

    @Test
    void revertsOneFlagOrWholeEnvironment() {
        createHistory("past");
        server.post(path("past", "/revert"), Json.of("{'revision': 1, 'flag': 'b'}"));
        assertThat(differencesFromFirst("past").size()).isEqualTo(1);
        assertThat(server.post(path("past", "/revert"), Json.of("{'revision': 1, 'reason': 'as it was'}"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(differencesFromFirst("past").size()).isZero();
        assertThat(server.get(path("past", "/revisions/1")).body())
                .isEqualTo(server.get(path("past", "/flags")).body());
    }

    @Test
    void rejectsUnknownOrMissingRevisions() {
        createHistory("unknown");
        assertThat(server.get(path("unknown", "/revisions/99")).statusCode()).isEqualTo(404);
        assertThat(server.post(path("unknown", "/revert"), Json.of("{'revision': 99}"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.get(path("unknown", "/diff")).statusCode()).isEqualTo(400);
    }

    @Test
    void copiesFlagsBetweenEnvironments() {
        createEnvironment("staging", Json.of("{'flags': {'a': %s}}", FLAG));
        HttpResponse<String> made =
                server.post("/api/v1/environments", Json.of("{'name': 'production', 'from': 'staging'}"));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        server.put(path("staging", "/flags/b"), FLAG);

        assertThat(json(server.get(path("production", "/diff?environment=staging")))
                        .path("differences")
                        .size())
                .isEqualTo(1);
        server.post(path("production", "/flags/b/copy"), Json.of("{'from': 'staging'}"));

        assertThat(json(server.get(path("production", "/diff?environment=staging")))
                        .path("differences")
                        .size())
                .isZero();
        assertThat(server.post("/api/v1/environments", Json.of("{'name': 'staging'}"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(server.post("/api/v1/environments", Json.of("{'name': 'a b'}"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void createsSdkKeyForEnvironment() {
        createEnvironment("keyed", Json.of("{'flags': {'only-here': %s}}", FLAG));
        String key =
                json(server.post(path("keyed", "/sdk-keys"), "")).path("sdkKey").asString();

        HttpResponse<String> flags =
                server.send(server.request("/flagd/v1/flags").header("Authorization", "Bearer " + key));

        assertThat(flags.body()).contains("only-here");
        assertThat(server.post(path("nowhere", "/sdk-keys"), "").statusCode()).isEqualTo(404);
    }

    private static void createSegmentUsedByFlag(String environment) {
        createEnvironment(environment, Json.of("{'flags': {'a': %s}}", FLAG));
        server.put(path(environment, "/segments/staff"), Json.of("{'ends_with': [{'var': 'email'}, '@x.org']}"));
        server.put(path(environment, "/flags/a"), Json.of("""
                {'state': 'ENABLED', 'variants': {'on': true, 'off': false}, 'defaultVariant': 'off',
                 'targeting': {'if': [{'$ref': 'staff'}, 'on']}}"""));
    }

    @Test
    void listsSegmentsWithTheirFlags() {
        createSegmentUsedByFlag("segments");
        JsonNode segments = json(server.get(path("segments", "/segments"))).path("segments");
        assertThat(segments.get(0).path("name").asString()).isEqualTo("staff");
        assertThat(segments.get(0).path("flags").get(0).asString()).isEqualTo("a");
    }

    @Test
    void rejectsDeletingSegmentInUse() {
        createSegmentUsedByFlag("used-segments");
        HttpResponse<String> rejected = delete(path("used-segments", "/segments/staff"));
        assertThat(rejected.statusCode()).isEqualTo(422);
        assertThat(rejected.body()).contains("unknown evaluator", "staff");
        delete(path("used-segments", "/flags/a"));
        assertThat(delete(path("used-segments", "/segments/staff")).statusCode())
                .isEqualTo(200);
        assertThat(delete(path("used-segments", "/segments/staff")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void mergesFlags() {
        createEnvironment("merge", Json.of("{'flags': {'kept': %s, 'a': %s}}", FLAG, FLAG));
        String more = Json.of(
                "{'$evaluators': {'s': {'var': 'x'}}, 'flags': {'a': %s, 'b': %s}}",
                FLAG.replace("ENABLED", "DISABLED"), FLAG);

        JsonNode planned = json(patch(path("merge", "/flags?dryRun=true"), more));
        JsonNode merged = json(patch(path("merge", "/flags?reason=import"), more));

        assertThat(planned).isEqualTo(merged);
        assertThat(merged.path("added").get(0).asString()).isEqualTo("b");
        assertThat(merged.path("modified").get(0).asString()).isEqualTo("a");
        assertThat(server.get(path("merge", "/flags")).body()).contains("\"kept\"", "\"s\"", "DISABLED");
    }

    @Test
    void mergesNoFlagWhenAnyIsInvalid() {
        createEnvironment("unmerged", Json.of("{'flags': {'a': %s}}", FLAG));
        assertThat(patch(path("unmerged", "/flags"), Json.of("{'flags': {'c': %s, 'd': 1}}", FLAG))
                        .statusCode())
                .isEqualTo(422);
        assertThat(server.get(path("unmerged", "/flags")).body()).doesNotContain("\"c\"");
    }

    private static HttpResponse<String> patch(String path, String body) {
        return server.send(server.asAdmin(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    private static String withPrerequisite(String flag) {
        return FLAG.replace("\"on\"}", Json.of("'on', 'prerequisites': [{'flag': '%s', 'variant': 'on'}]}", flag));
    }

    @Test
    void rejectsPrerequisiteCycles() {
        createEnvironment("circle", Json.of("{'flags': {'a': %s, 'b': %s}}", FLAG, withPrerequisite("a")));

        HttpResponse<String> circle = server.put(path("circle", "/flags/a"), withPrerequisite("b"));

        assertThat(circle.statusCode()).isEqualTo(422);
        assertThat(circle.body()).contains("prerequisites form a cycle: a -> b -> a");
    }

    @Test
    void rejectsDeletingPrerequisite() {
        createEnvironment("required", Json.of("{'flags': {'a': %s, 'b': %s}}", FLAG, withPrerequisite("a")));
        assertThat(delete(path("required", "/flags/a")).statusCode()).isEqualTo(422);
    }

    private static void createEnvironment(String name, String definition) {
        HttpResponse<String> put = server.put(path(name, "/flags"), definition);
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    }

    private static HttpResponse<String> delete(String path) {
        return server.send(server.asAdmin(path).DELETE());
    }

    private static String path(String environment, String rest) {
        return "/api/v1/environments/" + environment + rest;
    }

    private static JsonNode json(HttpResponse<String> response) {
        return TestServer.json(response);
    }
}
