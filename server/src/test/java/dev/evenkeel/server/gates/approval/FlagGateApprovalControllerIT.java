// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.approval;

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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Approvals over HTTP, and the gate that requires them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FlagGateApprovalControllerIT {
    private static final String ENVIRONMENT = "/api/v1/environments/default";
    private static final String APPROVALS = ENVIRONMENT + "/approvals";

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @BeforeEach
    void resetApprovals() {
        server.bean(JdbcClient.class)
                .sql("delete from flag_approval; delete from gate_policy")
                .update();
        replaceFlag("a", "the core");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void requiresNoApprovalsByDefault() {
        assertThat(readJson(server.get(ENVIRONMENT + "/gate-policy"), 200)
                        .get("requiredApprovals")
                        .intValue())
                .isZero();
        JsonNode gate = gate();
        assertThat(gate.get("verdict").stringValue()).isEqualTo("PASS");
        assertThat(gate.get("reason").stringValue()).isEqualTo("no approvals required");
    }

    @Test
    void opensGateAfterRequiredApprovals() {
        requireApprovals(2);
        assertThat(gate().get("reason").stringValue()).isEqualTo("no approvals, 2 of 2 missing");
        JsonNode given = approve("anna", Json.of(",'reason':'read the plan'"));
        assertThat(Instant.parse(given.get("expiresAt").stringValue()))
                .isCloseTo(Instant.now().plus(Duration.ofDays(7)), within(1, ChronoUnit.HOURS));
        assertThat(gate().get("reason").stringValue()).isEqualTo("approved by anna, 1 of 2 missing");
        assertThat(gate().get("closed").booleanValue()).isTrue();
        approve("ben", "");
        assertThat(gate().get("verdict").stringValue()).isEqualTo("PASS");
        assertThat(gate().get("evidence").toString()).contains("anna, until ", ": read the plan", "ben, until ");
        assertThat(server.bean(AuditLog.class).listNewestBySubject("default/core", 2))
                .extracting(AuditEntry::actor, AuditEntry::action, AuditEntry::reason)
                .containsExactly(tuple("admin", "flag.approved", ""), tuple("admin", "flag.approved", "read the plan"));
    }

    @Test
    void rejectsApprovalByLastEditorOfFlag() {
        HttpResponse<String> rejected = server.post(APPROVALS, Json.of("{'flag':'core','onBehalfOf':' Admin'}"));
        JsonNode problem = readJson(rejected, 409);
        assertThat(problem.get("code").stringValue()).isEqualTo("self-approval");
        assertThat(problem.get("detail").stringValue())
                .isEqualTo("Admin cannot approve the change of flag core, because admin changed it last."
                        + " The approval was not created.");
        assertThat(readJson(server.post(APPROVALS, Json.of("{'flag':'core'}")), 409)
                        .get("code")
                        .stringValue())
                .isEqualTo("self-approval");
        assertThat(readJson(server.get(APPROVALS), 200).isEmpty()).isTrue();
    }

    @Test
    void invalidatesApprovalWhenFlagChanges() {
        requireApprovals(1);
        approve("anna", "");
        replaceFlag("a", "the core, in other words");
        assertThat(gate().get("verdict").stringValue()).isEqualTo("PASS");
        replaceFlag("b", "the core, in other words");
        assertThat(gate().get("reason").stringValue())
                .isEqualTo("no approvals, 1 of 1 missing; anna does not count: the flag changed afterwards");
        assertThat(readJson(server.get(APPROVALS), 200).at("/0/valid").booleanValue())
                .isFalse();
        replaceFlag("a", "the core");
        assertThat(gate().get("verdict").stringValue()).isEqualTo("DENY");
    }

    @Test
    void withdrawsApproval() {
        requireApprovals(1);
        String path = APPROVALS + "/" + approve("anna", "").get("id").stringValue();
        assertThat(readJson(server.get(APPROVALS), 200).at("/0/valid").booleanValue())
                .isTrue();
        assertThat(server.send(server.asAdmin(path).DELETE()).statusCode()).isEqualTo(204);
        assertThat(server.send(server.asAdmin(path).DELETE()).body()).contains("approval-not-found");
        assertThat(gate().get("verdict").stringValue()).isEqualTo("DENY");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                              | /flag
                    {"flag":"moon","onBehalfOf":" ","expiresAt":"2999-01-01T00:00:00Z"}      | /flag,/onBehalfOf,/expiresAt
                    {"flag":"core","onBehalfOf":"anna","expiresAt":"yesterday","gate":"x"}   | /gate,/expiresAt
                    """)
    void reportsAllValidationErrorsOfApprovalAtOnce(String body, String pointers) {
        JsonNode problem = readJson(server.post(APPROVALS, body), 422);
        assertThat(problem.get("problems")
                        .valueStream()
                        .map(one -> one.get("pointer").stringValue()))
                .containsExactlyInAnyOrder(pointers.split(","));
        assertThat(readJson(server.get(APPROVALS), 200).isEmpty()).isTrue();
    }

    @Test
    void rejectsMoreThanTenRequiredApprovals() {
        assertThat(server.put(ENVIRONMENT + "/gate-policy", Json.of("{'requiredApprovals':11}"))
                        .body())
                .contains("/requiredApprovals", "must be at most 10, got 11");
    }

    @Test
    void returns404ForApprovalsOfUnknownEnvironment() {
        assertThat(server.get("/api/v1/environments/moon/approvals").body()).contains("environment-not-found");
    }

    private void requireApprovals(int approvals) {
        readJson(server.put(ENVIRONMENT + "/gate-policy", Json.of("{'requiredApprovals':%s}", approvals)), 200);
    }

    private JsonNode approve(String person, String more) {
        return readJson(server.post(APPROVALS, Json.of("{'flag':'core','onBehalfOf':'%s'%s}", person, more)), 201);
    }

    private void replaceFlag(String variant, String description) {
        readJson(server.put(ENVIRONMENT + "/flags", """
                {"flags":{"core":{"state":"ENABLED","defaultVariant":"%s","variants":{"a":1,"b":2},
                 "metadata":{"description":"%s"}}}}""".formatted(variant, description)), 200);
    }

    private JsonNode gate() {
        return readJson(server.get(ENVIRONMENT + "/flags/core/gates"), 200)
                .get("gates")
                .valueStream()
                .filter(gate -> gate.get("gate").stringValue().equals("approvals"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode readJson(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return TestServer.json(response);
    }
}
