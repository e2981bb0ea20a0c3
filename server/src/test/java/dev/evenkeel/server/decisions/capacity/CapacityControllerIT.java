// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.audit.AuditLog;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Work items, capacity plans and capacity requirements over HTTP.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CapacityControllerIT {
    private static final String ITEMS = "/api/v1/work-items";
    private static final String CAPACITY = "/api/v1/capacity";

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
        json(server.put("/api/v1/environments/default/flags", """
                {"flags":{"core":{"state":"ENABLED","defaultVariant":"a","variants":{"a":1,"b":2}}}}"""), 200);
        json(server.put("/api/v1/services", """
                {"services":{"payments":{"owner":"money"},"shop":{"owner":"web"},"orphan":{}}}"""), 200);
    }

    @BeforeEach
    void deleteAll() {
        server.bean(JdbcClient.class)
                .sql("delete from work_item; delete from capacity_policy; delete from capacity_plan;"
                        + " delete from capacity_requirement")
                .update();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void importsWorkItemsIdempotently() {
        String two = item("1", "NEW_WORK", 6) + "," + item("2", "TOIL", 4);
        assertThat(importItems("once", two, true).body())
                .isEqualTo(Json.of("{'created':2,'updated':0,'unchanged':0,'dryRun':true}"));
        assertThat(json(server.get(ITEMS), 200).isEmpty()).isTrue();
        assertThat(importItems("once", two, false).body()).contains(Json.of("'created':2,"));
        assertThat(importItems("once", two, false).body()).contains(Json.of("'created':0,'updated':0,'unchanged':2"));
        assertThat(importItems("once", two.replace(Json.of("'actual':6.0"), Json.of("'actual':7.5")), false)
                        .body())
                .contains(Json.of("'created':0,'updated':1,'unchanged':1"));
        JsonNode kept = json(server.get(ITEMS + "?team=money"), 200);
        assertThat(kept.size()).isEqualTo(2);
        assertThat(kept.findValuesAsString("key")).containsExactlyInAnyOrder("1", "2");
        assertThat(server.bean(AuditLog.class).listNewestBySubject("once", 5))
                .extracting(AuditEntry::action, AuditEntry::reason)
                .containsExactly(tuple("work-items.imported", "weekly"), tuple("work-items.imported", "weekly"));
    }

    @Test
    void createsEachWorkItemOnceOnConcurrentImports() {
        String many = String.join(
                ",",
                IntStream.range(0, 200).mapToObj(i -> item("k" + i, "TOIL", 1)).toList());
        List<Integer> created = IntStream.range(0, 4)
                .parallel()
                .mapToObj(
                        i -> json(importItems(many, false), 200).get("created").intValue())
                .toList();
        assertThat(created).containsExactlyInAnyOrder(200, 0, 0, 0);
        assertThat(json(server.get(ITEMS + "?limit=1000"), 200).size()).isEqualTo(200);
    }

    @Test
    void reportsAllValidationErrorsAndImportsNoWorkItems() {
        HttpResponse<String> refused = importItems(item("1", "NEW_WORK", 6) + """
                ,{"key":"1","title":" ","kind":"FUN","opened":"yesterday","planned":-1,"points":3},
                {"key":"3","title":"t","kind":"TOIL","opened":"2026-11-02T00:00:00Z","closed":"2026-11-01T00:00:00Z",
                 "worth":{"costOfDelay":5,"weeks":0}},7""", false);
        assertThat(json(refused, 422)
                        .get("problems")
                        .valueStream()
                        .map(one -> one.get("pointer").stringValue()))
                .contains(
                        "/items/1/key",
                        "/items/1/title",
                        "/items/1/kind",
                        "/items/1/opened",
                        "/items/1/planned",
                        "/items/1/points",
                        "/items/2/closed",
                        "/items/2/worth/currency",
                        "/items/2/worth/weeks",
                        "/items/3");
        assertThat(server.post(ITEMS, Json.of("{'items':[]}")).body()).contains("/source");
        assertThat(json(server.get(ITEMS), 200).isEmpty()).isTrue();
    }

    @Test
    void reportsActualSplitAndOverruns() {
        importItems(
                item("1", "NEW_WORK", 40) + "," + item("2", "TOIL", 40) + "," + item("3", "RELIABILITY", 20), false);
        JsonNode report = json(server.get(CAPACITY + "?team=money&days=28"), 200);
        assertThat(share(report, "TOIL", "actual")).isEqualTo(0.4, within(1e-12));
        assertThat(share(report, "TOIL", "planned")).isEqualTo(1.0 / 3, within(1e-12));
        assertThat(share(report, "TOIL", "inForce")).isZero();
        assertThat(report.at("/overruns/0/kind").stringValue()).isEqualTo("TOIL");
        assertThat(report.at("/overruns/0/days").doubleValue()).isEqualTo(40, within(1e-9));
        assertThat(report.at("/itemOverruns/0/over").doubleValue()).isEqualTo(30);
        assertThat(report.at("/derived/rule").stringValue()).isEqualTo("DEFAULT");
        assertThat(report.get("evaluatedRules").findValuesAsString("applies")).contains("UNKNOWN");
        assertThat(report.get("assumptions").toString()).contains("a product policy, not science");
    }

    @Test
    void listsOverrunsOfAllTeams() {
        importItems(
                item("1", "NEW_WORK", 40) + "," + item("2", "TOIL", 40) + "," + item("3", "RELIABILITY", 20), false);
        assertThat(json(server.get(CAPACITY + "?days=28"), 200)
                        .at("/overruns/0/team")
                        .stringValue())
                .isEqualTo("money");
    }

    @Test
    void reportsGapForPeriodWithoutWorkItems() {
        JsonNode before = json(server.get(CAPACITY + "?team=money&quarter=2020Q1"), 200);
        assertThat(before.get("gap").stringValue()).isEqualTo("there are no work items in this period");
        assertThat(before.at("/rows/0/actual").isNull()).isTrue();
    }

    @Test
    void limitsPlanChangeToTenPointsPerMonth() {
        json(server.put(CAPACITY + "/policy?team=money", """
                {"defaultSplit":{"NEW_WORK":0.4,"RELIABILITY":0.6},"reason":"two incidents"}"""), 200);
        json(plan(Json.of("{'split':{'NEW_WORK':1},'reason':'as it is'}")), 200);
        JsonNode moved = json(plan(Json.of("{'reason':'begin'}")), 200);
        assertThat(share(moved, "NEW_WORK", "inForce")).isEqualTo(0.9, within(1e-12));
        assertThat(moved.at("/plan/rule").stringValue()).isEqualTo("DEFAULT");
        assertThat(moved.at("/derived/outcome").stringValue()).isEqualTo("DEFERRED");
        JsonNode refused = json(plan(Json.of("{'reason':'more'}")), 409);
        assertThat(refused.get("code").stringValue()).isEqualTo("nothing-to-plan");
        assertThat(refused.get("detail").stringValue())
                .contains("it has already moved 10 percentage points this month");
    }

    @Test
    void reportsAllValidationErrorsOfPlan() {
        assertThat(json(plan(Json.of("{'split':{'NEW_WORK':0.7}}")), 422)
                        .get("problems")
                        .findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/split", "/reason");
    }

    @Test
    void reportsAllValidationErrorsOfPolicy() {
        JsonNode refused = json(server.put(CAPACITY + "/policy", """
                {"defaultSplit":{"NEW_WORK":0.5,"FUN":0.5},"daysPerWeek":0,"costOfDelay":-1,"split":1}"""), 422);
        assertThat(refused.get("problems").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder(
                        "/split", "/defaultSplit/FUN", "/defaultSplit", "/daysPerWeek", "/costOfDelay");
        assertThat(json(server.get(CAPACITY + "/policy"), 200)
                        .at("/defaultSplit/NEW_WORK")
                        .doubleValue())
                .isEqualTo(0.7);
    }

    @Test
    void storesPolicy() {
        json(server.put(CAPACITY + "/policy", """
                {"daysPerWeek":25,"costOfDelay":143000,"currency":"CHF"}"""), 200);
        assertThat(json(server.get(CAPACITY + "/policy"), 200)
                        .get("costOfDelay")
                        .intValue())
                .isEqualTo(143_000);
    }

    @Test
    void ordersWorkByCostOfDelay() {
        String worth = Json.of(",'worth':{'costOfDelay':%s,'currency':'CHF','weeks':%s}}");
        importItems(
                openItem("slow", worth.formatted("9000", "9")) + "," + openItem("quick", worth.formatted("4000", "1"))
                        + "," + openItem("plain", "}"),
                false);
        JsonNode order = json(server.get(CAPACITY + "/order?team=money"), 200);
        assertThat(order.get("jobs").findValuesAsString("key")).containsExactly("quick", "slow");
        assertThat(order.at("/unordered/0/missing").stringValue()).isEqualTo("cost of delay per week");
    }

    @Test
    void rejectsInvalidWorkInProgressLimit() {
        assertThat(json(server.get(CAPACITY + "/order?workInProgress=0"), 422).toString())
                .contains("must be 1 to 1000");
    }

    @ParameterizedTest
    @CsvSource({"?quarter=2026Q5", "?days=0", "?days=7&quarter=2026Q4"})
    void rejectsInvalidPeriods(String query) {
        assertThat(json(server.get(CAPACITY + query), 422).get("problems").size())
                .isEqualTo(1);
    }

    @Test
    void closesGateUntilRequiredCapacityIsMet() {
        assertThat(gate("payments").get("reason").stringValue()).isEqualTo("no capacity requirement in default");
        String id = createRequirement(
                "money", Json.of("{'kind':'RELIABILITY','minimumShare':0.3,'reason':'stabilise first'"));
        JsonNode unknown = gate("payments");
        assertThat(unknown.get("verdict").stringValue()).isEqualTo("UNKNOWN");
        assertThat(unknown.get("closed").booleanValue()).isTrue();
        importItems(item("1", "NEW_WORK", 80) + "," + item("2", "RELIABILITY", 20), false);
        assertThat(gate("payments").get("verdict").stringValue()).isEqualTo("DENY");
        assertThat(gate("payments").get("reason").stringValue())
                .isEqualTo("money must spend at least 30% of 4 weeks on reliability; spent: 20%");
        assertThat(gate("shop").get("reason").stringValue()).isEqualTo("no capacity requirement for web");
        assertThat(gate("orphan").get("verdict").stringValue()).isEqualTo("UNKNOWN");
        importItems(item("3", "RELIABILITY", 20), false);
        assertThat(gate("payments").get("verdict").stringValue()).isEqualTo("PASS");
        String path = CAPACITY + "/requirements/" + id;
        assertThat(server.send(server.asAdmin(path + "?reason=done").DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(server.send(server.asAdmin(path).DELETE()).body()).contains("capacity-requirement-not-found");
        assertThat(gate("orphan").get("verdict").stringValue()).isEqualTo("PASS");
    }

    @Test
    void appliesCapacityRequirementOnlyToItsEnvironments() {
        json(server.post("/api/v1/environments", Json.of("{'name':'prod'}")), 201);
        createRequirement(
                "", Json.of("{'kind':'SECURITY','minimumShare':0.1,'environments':['prod'],'reason':'audit'"));
        assertThat(gate("payments").get("verdict").stringValue()).isEqualTo("PASS");
        createRequirement("", Json.of("{'kind':'SECURITY','minimumShare':0.1,'weeks':8,'reason':'audit'"));
        assertThat(gate("orphan").get("reason").stringValue()).startsWith("all teams together must spend at least 10%");
        assertThat(json(server.get(CAPACITY + "/requirements"), 200).size()).isEqualTo(2);
    }

    @Test
    void reportsAllValidationErrorsOfRequirement() {
        assertThat(json(server.post(CAPACITY + "/requirements", """
                                {"minimumShare":30,"weeks":0,"expiresAt":"2020-01-01T00:00:00Z"}"""), 422)
                        .get("problems")
                        .findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/kind", "/minimumShare", "/weeks", "/reason", "/expiresAt");
        assertThat(json(server.get(CAPACITY + "/requirements"), 200).isEmpty()).isTrue();
    }

    @Test
    void rejectsCapacityRequirementForUnknownTeamOrEnvironment() {
        String body = Json.of(
                "{'kind':'RELIABILITY','minimumShare':0.3,'environments':['default','moon'],'reason':'x',"
                        + "'expiresAt':'%s'}",
                Instant.now().plus(Duration.ofDays(28)));
        JsonNode problems = json(server.post(CAPACITY + "/requirements?team=nobody", body), 422)
                .get("problems");
        assertThat(problems.findValuesAsString("pointer")).containsExactly("", "/environments/1");
        assertThat(problems.findValuesAsString("message"))
                .containsExactly("unknown team \"nobody\"", "unknown environment \"moon\"");
        assertThat(problems.get(0).get("remedy").stringValue()).isEqualTo("use one of money, web");
        assertThat(json(server.get(CAPACITY + "/requirements"), 200).isEmpty()).isTrue();
    }

    @Test
    void rejectsWorkItemsOpenedInFuture() {
        String item = item("1", "TOIL", 4)
                .replaceFirst(Json.of("'opened':'[^']*'"), Json.of("'opened':'2126-01-01T00:00:00Z'"));
        assertThat(importItems("later", item, false).body()).contains("/items/0/opened", "must not be in the future");
    }

    private String createRequirement(String team, String fields) {
        return json(
                        server.post(
                                CAPACITY + "/requirements?team=" + team,
                                fields
                                        + Json.of(
                                                ",'expiresAt':'%s'}",
                                                Instant.now().plus(Duration.ofDays(28)))),
                        201)
                .get("id")
                .stringValue();
    }

    private HttpResponse<String> plan(String body) {
        return server.post(CAPACITY + "/plan?team=money", body);
    }

    private static double share(JsonNode report, String kind, String name) {
        return report.get("rows")
                .valueStream()
                .filter(row -> row.get("kind").stringValue().equals(kind))
                .findFirst()
                .orElseThrow()
                .get(name)
                .doubleValue();
    }

    private JsonNode gate(String service) {
        return json(server.get("/api/v1/environments/default/services/" + service + "/gates"), 200)
                .get("gates")
                .valueStream()
                .filter(gate -> gate.get("gate").stringValue().equals("capacity"))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> importItems(String items, boolean dryRun) {
        return importItems("jira", items, dryRun);
    }

    private HttpResponse<String> importItems(String source, String items, boolean dryRun) {
        return server.post(
                ITEMS, Json.of("{'source':'%s','reason':'weekly','dryRun':%s,'items':[%s]}", source, dryRun, items));
    }

    /* Closed a day ago, planned with 10 person-days. */
    private static String item(String key, String kind, double actual) {
        Instant closed = Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.DAYS);
        return """
                {"key":"%s","title":"do %s","kind":"%s","team":"money","planned":10,"actual":%s,
                 "opened":"2026-01-01T00:00:00Z","closed":"%s"}""".formatted(key, key, kind, actual, closed);
    }

    private static String openItem(String key, String rest) {
        return """
                {"key":"%s","title":"do %s","kind":"RELIABILITY","team":"money","opened":"2026-01-01T00:00:00Z\"""".formatted(key, key) + rest;
    }

    private static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return TestServer.json(answer);
    }
}
