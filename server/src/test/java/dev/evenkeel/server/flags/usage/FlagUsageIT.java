// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.wire.FlagUsageReport;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestEnvironment;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.flags.flag.FlagService;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

final class FlagUsageIT {
    private static final String DEFINITION = """
            {"flags":{
             "done":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"on"},
             "idle":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"on"},
             "stop":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"on",
                     "metadata":{"type":"kill-switch"}},
             "kept":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"on",
                     "metadata":{"permanent":true}}}}""";

    private static TestServer server;
    private static JdbcClient jdbc;
    private TestEnvironment environment;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        jdbc = server.bean(JdbcClient.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void define() {
        environment = server.newEnvironment();
        define(DEFINITION);
    }

    /* Code scans are shared by all environments. */
    @AfterEach
    void deleteScans() {
        for (JsonNode scan : scans()) {
            String repository = scan.path("repository").asString();
            server.send(server.asAdmin("/api/v1/code-references?repository=" + repository)
                    .DELETE());
        }
    }

    @Test
    void recordsOfrepEvaluationsAcrossRevisions() {
        ofrep("/done", "{}");
        define(DEFINITION
                .replace(Json.of("'on',\n 'metadata':{'type'"), Json.of("'on',\n 'metadata':{'owner':'pay','type'"))
                .replace(Json.of("'idle':{'state':'ENABLED'"), Json.of("'idle':{'state':'DISABLED'")));
        ofrep("/idle", "{}");
        assertThat(served("done")).containsExactly("on");
        assertThat(served("idle")).containsExactly("");
        assertThat(served("stop")).isEmpty();
        assertThat(stale().path("firstReportAt").isNull()).isFalse();
        assertThat(stale().path("lastBulkReadAt").isNull()).isTrue();
    }

    @Test
    void storesUsageReportedBySdk() {
        HttpResponse<String> answer =
                report(new FlagUsageReport("i", Map.of("done", Set.of("on", "off"), "gone", Set.of("on"))));
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(served("done")).containsExactly("off", "on");
        assertThat(jdbc.sql("SELECT count(*) FROM flag_usage WHERE environment = ?")
                        .param(environment.name())
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|400|malformed",
                "{\"instance\":\"i\"}|400|malformed",
                "{\"instance\":\"i\",\"flags\":{\"done\":[]}}|422|invalid"
            })
    void rejectsInvalidUsageReports(String body, int status, String code) {
        HttpResponse<String> answer =
                server.send(environment.asSdk("/sdk/v1/usage").POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(TestServer.json(answer).path("code").asString()).isEqualTo(code);
        assertThat(TestServer.json(answer).path("remedy").asString()).contains("flags");
    }

    @Test
    void requiresSdkKeyToReportAndApiTokenToQuery() {
        assertThat(server.send(server.asAdmin("/sdk/v1/usage").POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.send(environment.asSdk(environment.path("/stale-flags")))
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.send(environment.asSdk("/api/v1/code-references")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void storesRepeatedUsageOncePerHour() {
        var time = new SetClock(Instant.parse("2026-01-01T10:00:00Z"));
        var use = new FlagUsageRecorder(server.bean(FlagUsageRepository.class), server.bean(FlagService.class), time);
        use.record(environment.name(), Map.of("done", Set.of("on")));
        time.now = Instant.parse("2026-01-01T10:59:59Z");
        use.record(environment.name(), Map.of("done", Set.of("on")));
        assertThat(lastAt("done")).isEqualTo("2026-01-01T10:00:00Z");
        time.now = Instant.parse("2026-01-01T11:00:00Z");
        use.record(environment.name(), Map.of("done", Set.of("on")));
        assertThat(lastAt("done")).isEqualTo("2026-01-01T11:00:00Z");
        assertThat(row("done").at("/variants/0/firstAt").asString()).isEqualTo("2026-01-01T10:00:00Z");
    }

    @Test
    void listsStaleFlagsBeforeActiveOnes() {
        reportDoneAndStopServed();
        assertThat(stale().path("flags"))
                .extracting(row ->
                        row.path("key").asString() + " " + row.path("status").asString())
                .containsExactly("done stale", "idle stale", "kept active", "stop active");
    }

    private void reportDoneAndStopServed() {
        report(new FlagUsageReport("i", Map.of("done", Set.of("on"), "stop", Set.of("on"))));
        stale();
        backdateUsage(Duration.ofDays(35));
    }

    @Test
    void explainsStaleFlags() {
        reportDoneAndStopServed();
        assertThat(row("done").path("reasons").get(0).asString()).startsWith("has served only \"on\" since ");
        assertThat(row("done").path("remedy").asString())
                .isEqualTo("keep only the code for \"on\", then delete the flag");
        assertThat(row("idle").path("reasons").get(0).asString()).startsWith("has had no evaluations since ");
        assertThat(row("kept").path("permanent").asBoolean()).isTrue();
        assertThat(row("stop").path("type").asString()).isEqualTo("kill-switch");
    }

    @Test
    void appliesRequestedWindow() {
        reportDoneAndStopServed();
        assertThat(stale("?days=36").path("flags"))
                .extracting(row -> row.path("status").asString())
                .containsOnly("active", "active");
    }

    @ParameterizedTest
    @CsvSource({"/flagd/v1/flags,GET", "/ofrep/v1/evaluate/flags,POST"})
    void reportsFlagAsPotentiallyStaleAfterBulkRead(String path, String method) {
        report(new FlagUsageReport("i", Map.of("done", Set.of("on"))));
        stale();
        backdateUsage(Duration.ofDays(35));
        server.send(environment.asSdk(path).method(method, BodyPublishers.noBody()));
        assertThat(row("done").path("status").asString()).isEqualTo("potentially-stale");
        assertThat(row("idle").path("reasons").get(0).asString()).contains("fetched the flags on");
        assertThat(row("idle").path("lastEvaluatedAt").isNull()).isTrue();
        assertThat(stale().path("lastBulkReadAt").isNull()).isFalse();
    }

    @Test
    void prerequisiteOrScheduledFlagIsNotStale() {
        report(new FlagUsageReport("i", Map.of("done", Set.of("on"), "stop", Set.of("on"))));
        define(DEFINITION
                .replace(Json.of("'stop':{"), Json.of("'stop':{'prerequisites':[{'flag':'done','variant':'on'}],"))
                .replace(
                        Json.of("'idle':{"),
                        Json.of("'idle':{'schedule':[{'at':'2200-01-01T00:00:00Z','serve':'off'}],")));
        stale();
        backdateUsage(Duration.ofDays(35));
        assertThat(row("done").path("reasons").get(0).asString()).isEqualTo("is a prerequisite of stop");
        assertThat(row("idle").path("reasons").get(0).asString()).contains("has a scheduled rule");
        assertThat(row("done").path("status").asString()).isEqualTo("active");
        assertThat(row("idle").path("status").asString()).isEqualTo("active");
    }

    @Test
    void preservesCreationTimeOnUpdate() {
        String born = row("done").path("createdAt").asString();
        define(DEFINITION.replace(
                Json.of("'flags':{"), Json.of("'flags':{'young':{'state':'ENABLED','variants':{'a':1}},")));
        assertThat(row("done").path("createdAt").asString()).isEqualTo(born);
        assertThat(Instant.parse(row("young").path("createdAt").asString())).isAfter(Instant.parse(born));
    }

    @Test
    void returnsCodeReferencesOfAllRepositories() {
        scan("shop/web", """
                {"flags":[{"key":"done","references":[{"path":"src/A.java","line":3},{"path":"src/B.java","line":14}]}],
                 "unreferenced":["idle"],"scanned":{"files":7,"bytes":900},"later":{}}""");
        scan(
                "shop/app",
                Json.of("{'flags':[{'key':'done','references':[{'path':'C.kt','line':1}]}],"
                        + "'scanned':{'files':1,'bytes':2}}"));
        JsonNode done = row("done").path("references");
        assertThat(done.path("repositories").asInt()).isEqualTo(2);
        assertThat(done.path("count").asInt()).isEqualTo(3);
        assertThat(done.path("examples"))
                .extracting(JsonNode::asString)
                .containsExactly("shop/app C.kt:1", "shop/web src/A.java:3", "shop/web src/B.java:14");
        assertThat(row("idle").at("/references/count").asInt()).isZero();
        assertThat(row("stop").path("references").isNull()).isTrue();
    }

    @Test
    void replacesCodeReferencesOnNewScan() {
        scan("shop/web", """
                {"flags":[{"key":"done","references":[{"path":"src/A.java","line":3}]}],
                 "unreferenced":["idle"],"scanned":{"files":7,"bytes":900}}""");
        scan("shop/web", Json.of("{'flags':[],'unreferenced':['done'],'scanned':{'files':7,'bytes':900}}"));
        assertThat(row("done").at("/references/count").asInt()).isZero();
        assertThat(row("idle").path("references").isNull()).isTrue();
    }

    @Test
    void deletesCodeReferencesOfRepository() {
        scan(
                "shop/app",
                Json.of(
                        "{'flags':[{'key':'done','references':[{'path':'C.kt','line':1}]}],'scanned':{'files':1,'bytes':2}}"));
        server.send(
                server.asAdmin("/api/v1/code-references?repository=shop/app").DELETE());
        assertThat(row("done").path("references").isNull()).isTrue();
    }

    @Test
    void listsScannedRepositories() {
        scan("shop/web", Json.of("{'flags':[],'unreferenced':['done'],'scanned':{'files':7,'bytes':900}}"));
        JsonNode scans = scans();
        assertThat(scans).hasSize(1);
        assertThat(scans.at("/0/repository").asString()).isEqualTo("shop/web");
        assertThat(scans.at("/0/files").asInt()).isEqualTo(7);
    }

    @Test
    void reportsAllErrorsOfInvalidCodeScan() {
        HttpResponse<String> refused = server.put("/api/v1/code-references?repository=r", """
                {"flags":[{"key":7,"references":[{"line":-1}]},{"key":"b"}],"unreferenced":{},"scanned":{"files":1}}""");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(TestServer.json(refused).path("problems"))
                .extracting(problem -> problem.path("pointer").asString())
                .containsExactlyInAnyOrder(
                        "/flags/0/key",
                        "/flags/0/references/0/path",
                        "/flags/0/references/0/line",
                        "/flags/1/references",
                        "/unreferenced",
                        "/scanned/bytes");
        assertThat(server.put("/api/v1/code-references?repository=r", "nonsense")
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.put("/api/v1/code-references", Json.of("{'flags':[]}"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(scans()).isEmpty();
    }

    @Test
    void rejectsInvalidStaleFlagQueries() {
        assertThat(environment.get("/stale-flags?days=0").statusCode()).isEqualTo(400);
        assertThat(environment.get("/stale-flags?days=soon").statusCode()).isEqualTo(400);
        assertThat(server.get("/api/v1/environments/nowhere/stale-flags").statusCode())
                .isEqualTo(404);
    }

    /// Moves first evaluations and creation times into the past, but not the latest reports.
    private void backdateUsage(Duration by) {
        for (String column : List.of("flag_usage.first_served_at", "flag_creation.created_at")) {
            String[] parts = column.split("\\.");
            jdbc.sql("UPDATE " + parts[0] + " SET " + parts[1] + " = " + parts[1]
                            + " - make_interval(days => ?) WHERE environment = ?")
                    .params((int) by.toDays(), environment.name())
                    .update();
        }
    }

    private void define(String definition) {
        HttpResponse<String> answer = environment.put("/flags", definition);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        long revision = TestServer.json(answer).path("revision").asLong();
        await().until(() -> server.bean(FlagService.class)
                        .findLatest(environment.name())
                        .orElseThrow()
                        .revision()
                == revision);
    }

    private void ofrep(String flag, String body) {
        HttpResponse<String> answer =
                server.send(environment.asSdk("/ofrep/v1/evaluate/flags" + flag).POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> report(FlagUsageReport report) {
        String json = new String(WireCodec.encode(report), UTF_8);
        return server.send(environment.asSdk("/sdk/v1/usage").POST(BodyPublishers.ofString(json)));
    }

    private void scan(String repository, String scan) {
        HttpResponse<String> answer = server.put("/api/v1/code-references?repository=" + repository, scan);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    private static JsonNode scans() {
        return TestServer.json(server.get("/api/v1/code-references")).path("repositories");
    }

    private List<String> served(String flag) {
        return row(flag)
                .path("variants")
                .valueStream()
                .map(use -> use.path("variant").asString())
                .toList();
    }

    private String lastAt(String flag) {
        return row(flag).path("lastEvaluatedAt").asString();
    }

    private JsonNode row(String flag) {
        return stale().path("flags")
                .valueStream()
                .filter(row -> row.path("key").asString().equals(flag))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode stale() {
        return stale("");
    }

    private JsonNode stale(String query) {
        HttpResponse<String> answer = environment.get("/stale-flags" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestServer.json(answer);
    }

    private static final class SetClock extends Clock {
        private Instant now;

        SetClock(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
