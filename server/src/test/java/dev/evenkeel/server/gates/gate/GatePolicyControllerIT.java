// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.engine.gate.GateEvaluation;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.gates.evaluation.GateEvaluationService;
import dev.evenkeel.server.gates.override.GateOverrideRepository;
import dev.evenkeel.server.gates.pause.ReleasePauseGate;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.JsonNode;

/// The endpoints of gates, gate policies, overrides and release pauses.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GatePolicyControllerIT {
    private static final String ENVIRONMENT = "/api/v1/environments/default";
    private static final String GATES = ENVIRONMENT + "/flags/core/gates";
    private static final String OVERRIDES = ENVIRONMENT + "/flags/core/gate-overrides";

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
        HttpResponse<String> put = server.put(ENVIRONMENT + "/flags", """
                {"flags":{"core":{"state":"ENABLED","defaultVariant":"a","variants":{"a":1,"b":2}}}}""");
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    }

    @AfterEach
    void resetGates() {
        server.bean(JdbcClient.class)
                .sql("delete from release_pause; delete from gate_override; delete from gate_policy")
                .update();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void passesGatesWithReasonByDefault() {
        JsonNode report = readJson(server.get(GATES), 200);
        assertThat(report.get("open").booleanValue()).isTrue();
        assertThat(gate(report, "release-pause").toString())
                .contains(
                        Json.of("'verdict':'PASS'"),
                        "releases are not paused for this change",
                        Json.of("'required':true"));
    }

    @Test
    void deniesWhileReleasesArePaused() {
        readJson(server.post(ENVIRONMENT + "/releases/pause", Json.of("{'reason':'payments fail'}")), 200);
        JsonNode report = readJson(server.get(GATES), 200);
        assertThat(report.get("open").booleanValue()).isFalse();
        JsonNode line = gate(report, "release-pause");
        assertThat(line.get("reason").stringValue())
                .matches("releases of environment default were paused by admin at \\S+Z: payments fail");
        assertThat(line.get("closed").booleanValue()).isTrue();
        assertThat(Instant.parse(line.get("since").stringValue())).isBeforeOrEqualTo(Instant.now());

        JsonNode again = readJson(server.post(ENVIRONMENT + "/releases/pause", Json.of("{'reason':'me too'}")), 200);
        assertThat(again.at("/pauses/0/reason").stringValue()).isEqualTo("payments fail");
        JsonNode released =
                readJson(server.post(ENVIRONMENT + "/releases/resume", Json.of("{'reason':'repaired'}")), 200);
        assertThat(released.get("pauses").isEmpty()).isTrue();
        assertThat(readJson(server.get(GATES), 200).get("open").booleanValue()).isTrue();
        assertThat(server.bean(AuditLog.class).listNewestBySubject("default", 2))
                .extracting(AuditEntry::action)
                .containsExactly("release.resumed", "release.paused");
    }

    @Test
    void deniesChangesOfPausedServiceAndReturnsUnknownWithoutService() {
        readJson(server.put("/api/v1/services", Json.of("{'services':{'ledger':{},'mail':{}}}")), 200);
        readJson(server.post(ENVIRONMENT + "/releases/pause", Json.of("{'service':'ledger','reason':'disk'}")), 200);
        assertThat(verdict("?service=ledger")).isEqualTo("DENY");
        assertThat(verdict("?service=mail")).isEqualTo("PASS");
        assertThat(verdict("")).isEqualTo("UNKNOWN");
        assertThat(readJson(server.get(GATES), 200).get("summary").stringValue())
                .contains("releases of ledger in default were paused by admin at ")
                .endsWith("Z: disk, and the service of this change is unknown");
    }

    @Test
    void opensGateForOverriddenFlagUntilOverrideEnds() {
        Instant end = Instant.now().plus(Duration.ofHours(1));
        JsonNode created = overridePausedReleases(end);
        assertThat(created.get("createdBy").stringValue()).isEqualTo("admin");
        JsonNode report = readJson(server.get(GATES), 200);
        assertThat(report.get("open").booleanValue()).isTrue();
        assertThat(gate(report, "release-pause").at("/override/reason").stringValue())
                .isEqualTo("the repair");
        assertThat(readJson(server.get(ENVIRONMENT + "/gate-overrides"), 200)
                        .get(0)
                        .get("flag")
                        .stringValue())
                .isEqualTo("core");

        var context = new GateContext("default", "core", null, null, "normal", "admin");
        assertThat(server.bean(GateEvaluationService.class)
                        .evaluate(context, end)
                        .isOpen())
                .isFalse();
        assertThat(server.bean(AuditLog.class).listNewestBySubject("default/core", 1))
                .extracting(AuditEntry::action, AuditEntry::reason)
                .containsExactly(tuple("gate.overridden", "the repair"));
    }

    @Test
    void revokesOverride() {
        JsonNode created = overridePausedReleases(Instant.now().plus(Duration.ofHours(1)));
        String path = ENVIRONMENT + "/gate-overrides/" + created.get("id").stringValue();
        assertThat(server.send(server.asAdmin(path).DELETE()).statusCode()).isEqualTo(204);
        assertThat(server.send(server.asAdmin(path).DELETE()).body()).contains("override-not-found");
        assertThat(readJson(server.get(GATES), 200).get("open").booleanValue()).isFalse();
    }

    private JsonNode overridePausedReleases(Instant end) {
        readJson(server.post(ENVIRONMENT + "/releases/pause", Json.of("{'reason':'payments fail'}")), 200);
        String request =
                Json.of("{'gate':'release-pause','reason':'the repair','changeClass':'hotfix','expiresAt':'%s'}", end);
        return readJson(server.post(OVERRIDES, request), 201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                                          | /gate,/changeClass,/reason,/expiresAt
                    {"gate":"moon","changeClass":"hotfix","reason":"x","expiresAt":"2999-01-01T00:00:00Z"}| /gate,/expiresAt
                    {"gate":"release-pause","changeClass":"mood","reason":" ","expiresAt":"yesterday","person":"x"}| /person,/changeClass,/reason,/expiresAt
                    """)
    void reportsAllValidationErrorsOfOverrideAtOnce(String body, String pointers) {
        HttpResponse<String> response = server.post(OVERRIDES, body);
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(TestServer.json(response)
                        .get("problems")
                        .valueStream()
                        .map(problem -> problem.get("pointer").stringValue()))
                .containsExactlyInAnyOrder(pointers.split(","));
        assertThat(readJson(server.get(ENVIRONMENT + "/gate-overrides"), 200).isEmpty())
                .isTrue();
    }

    @Test
    void returnsDefaultGatePolicy() {
        JsonNode usual = readJson(server.get(ENVIRONMENT + "/gate-policy"), 200);
        assertThat(usual.get("requiredGates").isNull()).isTrue();
        assertThat(usual.get("overrideClasses").toString()).isEqualTo(Json.of("['hotfix','security']"));
        assertThat(usual.get("availableGates").toString()).contains("\"release-pause\"");
    }

    @Test
    void ignoresGatesThatPolicyDoesNotRequire() {
        readJson(server.post(ENVIRONMENT + "/releases/pause", Json.of("{'reason':'payments fail'}")), 200);
        JsonNode none = readJson(
                server.put(ENVIRONMENT + "/gate-policy", Json.of("{'requiredGates':[],'reason':'test'}")), 200);
        assertThat(none.get("requiredGates").isEmpty()).isTrue();
        JsonNode report = readJson(server.get(GATES), 200);
        assertThat(report.get("open").booleanValue()).isTrue();
        assertThat(gate(report, "release-pause").get("required").booleanValue()).isFalse();
    }

    @Test
    void rejectsUnknownGatesInPolicy() {
        HttpResponse<String> rejected = server.put(
                ENVIRONMENT + "/gate-policy", Json.of("{'requiredGates':['moon'],'overrideClasses':['Very Urgent']}"));
        assertThat(rejected.statusCode()).isEqualTo(422);
        assertThat(rejected.body()).contains("/requiredGates/0", "/overrideClasses/0");
    }

    @Test
    void returnsUnknownForFailingOrEmptyGate() {
        JdbcClient jdbc = server.bean(JdbcClient.class);
        var gates = new GateEvaluationService(
                List.of(
                        gateNamed("broken", () -> {
                            jdbc.sql("select 1 / 0").query(Integer.class).single();
                            return List.of();
                        }),
                        gateNamed("mute", List::of),
                        server.bean(ReleasePauseGate.class)),
                server.bean(GatePolicyService.class),
                server.bean(GateOverrideRepository.class),
                server.bean(ServiceCatalogService.class),
                server.bean(PlatformTransactionManager.class));
        GateEvaluation evaluation =
                gates.evaluate(new GateContext("default", "core", null, null, "normal", "admin"), Instant.now());
        assertThat(evaluation.entries())
                .extracting(
                        entry -> entry.result().gate() + " " + entry.result().verdict())
                .containsExactly("broken UNKNOWN", "mute UNKNOWN", "release-pause PASS");
        assertThat(evaluation.closedReason())
                .contains(
                        "broken: unknown, the evaluation failed: ",
                        "division by zero",
                        "mute: unknown, the gate returned no result");
    }

    @Test
    void rejectsUnknownFlagsAndEnvironments() {
        assertThat(server.get(ENVIRONMENT + "/flags/moon/gates").body()).contains("flag-not-found");
        assertThat(server.get("/api/v1/environments/moon/release-pauses").body())
                .contains("environment-not-found");
        assertThat(server.post("/api/v1/environments/moon/releases/pause", Json.of("{'reason':'x'}"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void rejectsInvalidGateRequests() {
        assertThat(server.post(ENVIRONMENT + "/releases/pause", "{}").body()).contains("/reason");
        assertThat(server.get(GATES + "?changeClass=Very%20Urgent").statusCode())
                .isEqualTo(400);
    }

    private static Gate gateNamed(String name, Supplier<List<GateResult>> results) {
        return new Gate() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<GateResult> evaluate(GateContext context, Instant now) {
                return results.get();
            }
        };
    }

    private String verdict(String query) {
        return gate(readJson(server.get(GATES + query), 200), "release-pause")
                .get("verdict")
                .stringValue();
    }

    private static JsonNode gate(JsonNode report, String name) {
        return report.get("gates")
                .valueStream()
                .filter(gate -> gate.get("gate").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode readJson(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return TestServer.json(response);
    }
}
