// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.ChangeApi.ChangeOutcomeCounts;
import dev.evenkeel.api.ChangeApi.GateCostTotals;
import dev.evenkeel.api.ChangeApi.QuarterlyGateReportResponse;
import dev.evenkeel.api.ChangeApi.ShareWithInterval;
import dev.evenkeel.api.GateApi.GateCheckResponse;
import dev.evenkeel.api.GateApi.GatePolicyResponse;
import dev.evenkeel.api.GateApi.GateResultResponse;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.engine.gate.ApprovalRule;
import dev.evenkeel.engine.gate.GateOverride;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.engine.stats.ProportionDifference;
import dev.evenkeel.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Gate checks, the gate policy and the gate report.
class GateCommandsTest {
    private static final String CHECK = "/api/v1/environments/default/flags/core/gates";
    private static final Instant NOW = Instant.parse("2026-12-04T07:00:00Z");
    private static final GateCheckResponse CLOSED = new GateCheckResponse(
            "default",
            "core",
            null,
            "normal",
            false,
            "weekend",
            NOW,
            List.of(
                    new GateResultResponse(
                            GateResult.deny("freeze", "weekend")
                                    .withPeriod(null, Instant.parse("2026-12-07T07:00:00Z")),
                            true,
                            false,
                            new GateOverride(
                                    "go-1",
                                    "freeze",
                                    "anna",
                                    "urgent",
                                    "hotfix",
                                    NOW,
                                    Instant.parse("2026-12-05T07:00:00.123456Z"))),
                    new GateResultResponse(
                            GateResult.deny("release-pause", "releases of default were paused"), true, true, null),
                    new GateResultResponse(GateResult.unknown("budget", "no answer"), false, false, null)));
    private static final GatePolicyResponse POLICY = new GatePolicyResponse(
            null,
            List.of("hotfix"),
            2,
            List.of(new ApprovalRule("payments", "migration", 3), new ApprovalRule(null, "docs", 0)),
            true,
            null,
            List.of("freeze", "release-pause"));

    @RegisterExtension
    private final StubServer server = new StubServer();

    @Test
    void checkReturns1AndListsReasonsWhenGatesAreClosed() {
        server.on("GET", CHECK).respond(CLOSED);
        CliResult result = server.run("gate", "check", "core", "--service", "pay ments");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .containsExactly(
                        "Gates are closed for a change of core in default.",
                        "",
                        "GATE           VERDICT  STATUS                                         UNTIL                 REASON",
                        "freeze         DENY     overridden by anna until 2026-12-05 07:00:00Z  2026-12-07 07:00:00Z  weekend",
                        "release-pause  DENY     closed                                         -                     releases"
                                + " of default were paused",
                        "budget         UNKNOWN  not required                                   -                     no answer");
        assertThat(server.lastRequest()).startsWith("GET " + CHECK + "?changeClass=normal&service=pay%20ments");
    }

    @Test
    void checkPrintsServerResponseAsJson() {
        server.on("GET", CHECK).respond(CLOSED);
        String json = server.run("gate", "check", "core", "--json").out().getFirst();
        assertThat(new JsonMapper().readTree(json).get("open").booleanValue()).isFalse();
    }

    @Test
    void checkReturns0WhenGatesAreOpen() {
        server.on("GET", CHECK)
                .respond(new GateCheckResponse("default", "core", null, "normal", true, "", NOW, List.of()));
        assertThat(server.run("gate", "check", "core").exitCode()).isZero();
    }

    @Test
    void showsPolicy() {
        server.respond(POLICY);
        assertThat(server.run("gate", "policy").out())
                .containsExactly(
                        "Required gates: all",
                        "Available gates: freeze, release-pause",
                        "Classes that may override: hotfix",
                        "Required approvals: 2; 3 for service payments, class migration; 0 for class docs",
                        "Flag edits: same approvals required",
                        "Experiment treatments: no limit");
    }

    @Test
    void updatesRequiredApprovals() {
        assertUpdates(Json.of("{'requiredApprovals':0,'reason':''}"), "--approvals", "0");
    }

    @Test
    void updatesRequiredGates() {
        assertUpdates(
                Json.of("{'requiredGates':['freeze','release-pause'],'reason':'why'}"),
                "--require",
                "freeze,release-pause",
                "--reason",
                "why");
    }

    @Test
    void updatesApprovalRules() {
        assertUpdates(Json.of("""
                        {'approvalRules':[{'service':'payments','requiredApprovals':1},\
                        {'changeClass':'docs','requiredApprovals':0}],'editsRequireApproval':true,'reason':''}"""), "--rule", "payments=1", "--rule", ":docs=0", "--edits", "approved");
    }

    @Test
    void updatesTreatmentLimit() {
        server.respond(new GatePolicyResponse(null, List.of(), 0, List.of(), false, new BigDecimal("12.5"), List.of()));
        assertThat(server.run("gate", "policy", "--set", "--treatment-limit", "12.5")
                        .out())
                .contains("Experiment treatments: at most 12.5% of units");
        assertThat(server.lastRequestBody()).isEqualTo(Json.of("{'maxTreatmentShare':12.5,'reason':''}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--approvals 1", "--require freeze", "--treatment-limit 50", "--set --rule payments"})
    void rejectsOptionsWithoutSetAndInvalidRules(String options) {
        server.respond(POLICY);
        assertThat(server.run(("gate policy " + options).split(" ")).exitCode()).isEqualTo(2);
        assertThat(server.requests()).isEmpty();
    }

    private void assertUpdates(String body, String... options) {
        server.respond(POLICY);
        List<String> command = new ArrayList<>(List.of("gate", "policy", "--set"));
        command.addAll(List.of(options));
        server.run(command.toArray(String[]::new));
        assertThat(server.requests()).containsExactly("PUT /api/v1/environments/default/gate-policy " + body);
    }

    @Test
    void reportsGateCostsAndFailureRates() {
        var overridden = new ChangeOutcomeCounts(7, 2, 1, 4, 0, 0, new ShareWithInterval(3, 10, 0.3, 0.108, 0.603));
        var others = new ChangeOutcomeCounts(20, 0, 0, 0, 3, 5, new ShareWithInterval(0, 20, 0.0, 0.0, 0.161));
        server.respond(new QuarterlyGateReportResponse(
                "2026Q4",
                Instant.parse("2026-10-01T00:00:00Z"),
                Instant.parse("2027-01-01T00:00:00Z"),
                null,
                List.of(costs("freeze")),
                costs(null),
                overridden,
                others,
                new ProportionDifference(0.3, 0.049, 0.603)));
        assertThat(server.run("gate", "report", "--quarter", "2026Q4", "--deployed-in", "prod")
                        .out())
                .containsExactly(
                        "Gates in 2026Q4, all environments:",
                        "",
                        "GATE    DENIALS  CARRIED OVER  DAYS DELAYED  COST OF DELAY  OVERRIDES",
                        "freeze  2        1             3.25          unknown        1",
                        "all     2        1             3.25          unknown        1",
                        "",
                        "CHANGES     CLEAN  FAILED  MAJOR  ROLLED BACK  ABORTED  OPEN  FAILURE RATE",
                        "overridden  7      2       1      4            0        0     3 of 10: 30% (95% interval 10.8%"
                                + " to 60.3%)",
                        "others      20     0       0      0            3        5     0 of 20: 0% (95% interval 0%"
                                + " to 16.1%)",
                        "",
                        "Failure rate of overridden changes minus that of others: 30 percentage points (95% interval"
                                + " 4.9 to 60.3). Users choose what to override, so this does not show that overrides"
                                + " cause failures.");
        assertThat(server.lastRequest()).startsWith("GET /api/v1/gates/score?quarter=2026Q4&environment=prod");
    }

    private static GateCostTotals costs(@Nullable String gate) {
        return new GateCostTotals(gate, 2, 1, new BigDecimal("3.25"), null, 1);
    }

    @Test
    void reportsThatGroupsCannotBeCompared() {
        var none = new ChangeOutcomeCounts(0, 0, 0, 0, 0, 0, new ShareWithInterval(0, 0, null, null, null));
        server.respond(new QuarterlyGateReportResponse(
                "2026Q4",
                Instant.parse("2026-10-01T00:00:00Z"),
                Instant.parse("2027-01-01T00:00:00Z"),
                "prod",
                List.of(),
                new GateCostTotals(null, 0, 0, BigDecimal.ZERO, null, 0),
                none,
                none,
                null));
        List<String> out = server.run("gate", "report").out();
        assertThat(out.getLast())
                .isEqualTo("Overridden changes cannot be compared with others: one group has no outcomes.");
        assertThat(out.getFirst()).isEqualTo("Gates in 2026Q4, prod:");
        assertThat(server.lastRequest()).isEqualTo("GET /api/v1/gates/score");
    }
}
