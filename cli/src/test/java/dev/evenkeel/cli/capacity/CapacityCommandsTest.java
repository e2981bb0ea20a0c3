// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.CapacityApi.CapacityPolicyResponse;
import dev.evenkeel.api.CapacityApi.RecommendedSplitResponse;
import dev.evenkeel.api.CapacityApi.TeamTimeReportResponse;
import dev.evenkeel.api.CapacityApi.WorkItemOverrun;
import dev.evenkeel.api.CapacityApi.WorkKindRow;
import dev.evenkeel.api.WorkItemApi.WorkItemImportResponse;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.engine.capacity.CostOfDelayOrder;
import dev.evenkeel.engine.capacity.CostOfDelayOrder.RankedItem;
import dev.evenkeel.engine.capacity.CostOfDelayOrder.UnrankedItem;
import dev.evenkeel.engine.capacity.MinimumTimeShareRule;
import dev.evenkeel.engine.capacity.PlannedTimeShareOverrun;
import dev.evenkeel.engine.capacity.SplitAdjustment.TeamTimeAdjustmentOutcome;
import dev.evenkeel.engine.capacity.SplitRecommendation.RuleApplicability;
import dev.evenkeel.engine.capacity.SplitRecommendation.RuleEvaluation;
import dev.evenkeel.engine.capacity.SplitRule;
import dev.evenkeel.engine.capacity.WorkKind;
import dev.evenkeel.engine.gate.GateResult.GateEvidenceItem;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class CapacityCommandsTest {
    private static final TeamTimeReportResponse REPORT = new TeamTimeReportResponse(
            "money",
            Instant.parse("2026-10-01T00:00:00Z"),
            Instant.parse("2027-01-01T00:00:00Z"),
            3,
            1,
            0,
            "1 of 3 work items have no recorded effort",
            List.of(new WorkKindRow(WorkKind.NEW_WORK, 1, 30, 26, 0.6, null, 0.7, 0.6)),
            null,
            new RecommendedSplitResponse(
                    SplitRule.TOIL,
                    "2",
                    "push back",
                    "toil took 60%",
                    Map.of(WorkKind.NEW_WORK, 0.35),
                    TeamTimeAdjustmentOutcome.LIMITED,
                    0.1,
                    "moves towards the target"),
            List.of(new RuleEvaluation(
                    SplitRule.TOIL,
                    RuleApplicability.YES,
                    "toil took 60%",
                    List.of(new GateEvidenceItem("work", "60 d", null)))),
            List.of(new PlannedTimeShareOverrun("money", WorkKind.TOIL, 0, 0.6, 60)),
            List.of(new WorkItemOverrun("PAY-2", "restart", "money", WorkKind.TOIL, 20, 60, 40)),
            new CapacityPolicyResponse(Map.of(WorkKind.NEW_WORK, 1.0), null, null, ""),
            List.of(),
            List.of("work counts whole"));
    private static final MinimumTimeShareRule RULE = new MinimumTimeShareRule(
            "cr-1",
            "",
            WorkKind.RELIABILITY,
            0.3,
            4,
            List.of(),
            "ann",
            "calm",
            Instant.parse("2026-11-20T00:00:00Z"),
            Instant.parse("2026-12-20T00:00:00Z"));

    @RegisterExtension
    private final StubServer server = new StubServer();

    private CliResult run(String... arguments) {
        return server.run(
                Stream.concat(Stream.of("capacity"), Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void showsTimeSplitAndAppliedRule() {
        server.respond(REPORT);
        CliResult result = run("show", "--team", "money");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .containsExactly(
                        "Time split of money, 2026-10-01 to 2027-01-01:",
                        "",
                        "KIND      ITEMS  PLANNED DAYS  ACTUAL DAYS  PLANNED  ACTUAL   CURRENT PLAN  NEXT PLAN  TARGET",
                        "new work  1      30            26           60%      unknown  70%           60%        35%",
                        "Missing data: 1 of 3 work items have no recorded effort.",
                        "Current plan: the default split of the policy.",
                        "",
                        "Rule 2 applies, because toil took 60%: push back.",
                        "The plan moves towards the target.",
                        "",
                        "RULE  APPLIES  REASON",
                        "toil  yes      toil took 60%",
                        "  work: 60 d",
                        "",
                        "OVER PLAN      EXCESS   ACTUAL",
                        "money: toil    60 days  60%, planned 0%",
                        "PAY-2 restart  40 days  60 days, planned 20",
                        "",
                        "Assumptions:",
                        "  work counts whole");
        assertThat(server.requests()).containsExactly("GET /api/v1/capacity?team=money");
    }

    @Test
    void showSendsQuarterOrDays() {
        server.respond(REPORT);
        run("show", "--quarter", "2026Q3");
        run("show", "--team", "a b", "--days", "28");
        assertThat(server.requests())
                .containsExactly(
                        "GET /api/v1/capacity?team=&quarter=2026Q3", "GET /api/v1/capacity?team=a%20b&days=28");
    }

    @Test
    void showRejectsQuarterWithDays() {
        assertThat(run("show", "--days", "28", "--quarter", "2026Q3").exitCode())
                .isEqualTo(2);
    }

    @Test
    void showPrintsServerResponseAsJson() {
        server.respond(REPORT);
        assertThat(run("show", "--json").out()).singleElement().asString().startsWith(Json.of("{'team':'money'"));
    }

    @Test
    void importsWorkItems(@TempDir Path folder) throws IOException {
        server.respond(new WorkItemImportResponse(1, 0, 0, false));
        Path issues = Files.writeString(folder.resolve("issues.json"), """
                [{"number":1,"title":"Full","labels":[{"name":"bug"}],"created_at":"2026-11-01T00:00:00Z"},
                 {"number":2,"title":"Merge","pull_request":{},"created_at":"2026-11-01T00:00:00Z"}]""");
        CliResult result =
                run("import", issues.toString(), "--format", "github", "--source", "acme/pay", "--reason", "weekly");
        assertThat(result.out()).containsExactly("Imported: 1 created, 0 updated, 0 unchanged.");
        assertThat(result.err()).contains("Skipped: 1 pull requests");
        assertThat(server.requests())
                .singleElement()
                .asString()
                .startsWith(Json.of("""
                                POST /api/v1/work-items {'source':'acme/pay','items':[{'key':'1','title':'Full',\
                                'kind':'UNPLANNED'"""))
                .contains(Json.of("'opened':'2026-11-01T00:00:00Z'"))
                .endsWith(Json.of("],'dryRun':false,'reason':'weekly'}"));
    }

    @Test
    void rejectsInvalidFileWithoutRequest(@TempDir Path folder) throws IOException {
        Path issues =
                Files.writeString(folder.resolve("issues.json"), Json.of("[{'number':1,'title':'Full','labels':[]}]"));
        CliResult refused = run("import", issues.toString(), "--format", "github", "--source", "acme/pay");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("Nothing was changed", "issue 1: no kind of work for");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void savesPlan() {
        server.respond(REPORT);
        run("plan", "--team", "money", "--split", "new_work=60,reliability=40", "--reason", "two incidents");
        assertThat(server.requests()).containsExactly(Json.of("""
                        POST /api/v1/capacity/plan?team=money {'split':{'NEW_WORK':0.6,'RELIABILITY':0.4},\
                        'reason':'two incidents'}"""));
    }

    @Test
    void updatesPolicy() {
        Map<WorkKind, Double> split = new EnumMap<>(Map.of(WorkKind.NEW_WORK, 0.6, WorkKind.RELIABILITY, 0.4));
        server.respond(new CapacityPolicyResponse(split, 25.0, BigDecimal.valueOf(143_000), "CHF"));
        CliResult result =
                run("policy", "--set", "--default-split", "new_work=60,reliability=40", "--days-per-week", "25");
        assertThat(result.out())
                .containsExactly(
                        "Default split:",
                        "  new work 60%",
                        "  reliability 40%",
                        "Person-days per week: 25",
                        "Cost of delay per week: CHF 143,000");
        assertThat(server.requests()).containsExactly(Json.of("""
                        PUT /api/v1/capacity/policy?team= {'defaultSplit':{'NEW_WORK':0.6,'RELIABILITY':0.4},\
                        'daysPerWeek':25.0,'reason':''}"""));
    }

    @Test
    void rejectsPolicyOptionsWithoutSet() {
        assertThat(run("policy", "--currency", "CHF").exitCode()).isEqualTo(2);
    }

    @Test
    void createsRequirement() {
        server.respond(RULE);
        CliResult result = run(
                "requirement",
                "create",
                "reliability",
                "--minimum-share",
                "30",
                "--expires-at",
                "2026-12-20T00:00:00Z",
                "--in",
                "prod",
                "--reason",
                "stabilise first");
        assertThat(result.out())
                .containsExactly(
                        "Capacity requirement cr-1 created, expires 2026-12-20T00:00:00Z. To delete it: ./evenkeel"
                                + " capacity requirement delete cr-1");
        assertThat(server.requests()).containsExactly(Json.of("""
                        POST /api/v1/capacity/requirements?team= {'kind':'RELIABILITY','minimumShare':0.3,'weeks':4,\
                        'environments':['prod'],'reason':'stabilise first','expiresAt':'2026-12-20T00:00:00Z'}"""));
    }

    @Test
    void deletesRequirement() {
        assertThat(run("requirement", "delete", "cr-1").out()).containsExactly("Capacity requirement cr-1 deleted.");
        assertThat(server.requests()).containsExactly("DELETE /api/v1/capacity/requirements/cr-1");
    }

    @Test
    void listReportsMissingRequirements() {
        server.respond(List.of());
        assertThat(run("requirement", "list").out())
                .containsExactly(
                        "No capacity requirements. To create one: ./evenkeel capacity requirement create --help");
    }

    @Test
    void listsRequirements() {
        server.respond(List.of(RULE));
        assertThat(run("requirement", "list").out())
                .containsExactly(
                        "ID    TEAM  MINIMUM  KIND         WEEKS  ENVIRONMENTS  EXPIRES               CREATED BY  REASON",
                        "cr-1  all   30%      reliability  4      all           2026-12-20 00:00:00Z  ann         calm");
    }

    @Test
    void prioritizesWork() {
        server.respond(new CostOfDelayOrder(
                List.of(new RankedItem("A", "pool", BigDecimal.valueOf(9_000), 3, BigDecimal.valueOf(3_000))),
                List.of(new UnrankedItem("B", "x", "cost of delay per week")),
                false,
                "CHF"));
        assertThat(run("prioritize", "--in-progress", "1").out())
                .containsExactly(
                        "WORK  COST OF DELAY (CHF/WEEK)  WEEKS  PRIORITY  TITLE",
                        "A     9,000                     3      3,000     pool",
                        "Not prioritized: B x (missing: cost of delay per week).");
    }
}
