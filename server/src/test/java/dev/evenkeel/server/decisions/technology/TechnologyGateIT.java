// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// The technology gate of flags and services.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TechnologyGateIT {
    private static final String ENVIRONMENT = "/api/v1/environments/default";

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
        json(server.put("/api/v1/services/pay", Json.of("{'owner':'money'}")), 200);
    }

    @BeforeEach
    void begin() {
        server.bean(JdbcClient.class)
                .sql("delete from technology_ring_change; delete from technology; delete from technology_policy;"
                        + " delete from decision_record; delete from sbom_diff")
                .update();
        putFlag("");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void passesUndeclaredFlagUnlessPolicyRequiresDeclaration() {
        assertThat(flagGateVerdicts())
                .containsExactly("PASS the technologies that flag core introduces are not declared"
                        + " (not required by the policy)");
        json(server.put("/api/v1/technology-policy", Json.of("{'requiredDeclaration':'DECLARATION'}")), 200);
        assertThat(flagGateVerdicts())
                .containsExactly("UNKNOWN the technologies that flag core introduces are not declared");
        putFlag(Json.of(",'metadata':{'technologies':''}"));
        assertThat(flagGateVerdicts()).containsExactly("PASS flag core introduces no new technology");
    }

    @Test
    void deniesRolloutThatIntroducesUnregisteredTechnology() {
        putFlag(Json.of(",'metadata':{'technologies':'quarkus, redis'}"));
        register("redis", "");
        assertThat(flagGateVerdicts())
                .containsExactly("DENY flag core introduces quarkus, which is not in the technology register");
        JsonNode refused = json(server.post(ENVIRONMENT + "/rollouts", """
                {"flag":"core","control":"a","candidate":"b","plan":"fast"}"""), 409);
        assertThat(refused.get("code").stringValue()).isEqualTo("gates-closed");
        assertThat(refused.at("/problems/0/message").stringValue())
                .isEqualTo("technology: flag core introduces quarkus, which is not in the technology register");
        register("quarkus", "");
        assertThat(flagGateVerdicts())
                .containsExactly("PASS flag core introduces quarkus, redis; innovation tokens used: 2 of 3");
    }

    @Test
    void deniesTokenBeyondLimitWithoutAcceptedDecisionRecord() {
        register("a", "");
        register("b", "");
        register("c", "");
        storeDecisionRecord("accepted");
        register("d", Json.of(",'decisionRecord':'0001-use-d'"));
        putFlag(Json.of(",'metadata':{'technologies':'d'}"));
        assertThat(flagGateVerdicts()).containsExactly("PASS flag core introduces d; innovation tokens used: 4 of 3");
        storeDecisionRecord("deprecated");
        assertThat(flagGateVerdicts())
                .containsExactly("DENY d needs innovation token 4 of 3, but no accepted decision record covers it");
        putFlag(Json.of(",'metadata':{'technologies':'c'}"));
        assertThat(flagGateVerdicts()).containsExactly("PASS flag core introduces c; innovation tokens used: 4 of 3");
    }

    @Test
    void comparesDeclaredTechnologiesWithSbom() {
        register("redis", "");
        putFlag(Json.of(",'metadata':{'technologies':''}"));
        putSbomDiff("/flags/core", "\"pkg:maven/redis/client\",\"pkg:maven/other\"");
        assertThat(flagGateVerdicts())
                .containsExactly("DENY the SBOM of flag core contains pkg:maven/redis/client of redis, which the"
                        + " change does not declare");
        putFlag(Json.of(",'metadata':{'technologies':'redis'}"));
        assertThat(flagGateVerdicts())
                .containsExactly("PASS flag core introduces redis; innovation tokens used: 1 of 3");
        putSbomDiff("/flags/core", "");
        assertThat(flagGateVerdicts())
                .containsExactly("UNKNOWN flag core declares redis, but its SBOM contains no new component of it");
    }

    @Test
    void evaluatesTechnologiesOfReportedChanges() {
        assertThat(serviceGateVerdicts())
                .containsExactly("PASS the technologies that the change of pay introduces are not declared"
                        + " (not required by the policy)");
        String id = reportChange("STARTED", Json.of("['redis']"));
        assertThat(serviceGateVerdicts())
                .containsExactly("DENY change " + id + " introduces redis, which is not in the technology register");
        register("redis", "");
        assertThat(serviceGateVerdicts())
                .containsExactly("PASS change " + id + " introduces redis; innovation tokens used: 1 of 3");
        assertThat(json(server.put("/api/v1/changes/" + id + "/sbom-diff", Json.of("{'introduced':[]}")), 200)
                        .get("change")
                        .stringValue())
                .isEqualTo("change:" + id);
        assertThat(serviceGateVerdicts())
                .containsExactly(
                        "UNKNOWN change " + id + " declares redis, but its SBOM contains no new component of it");
        reportChange("COMPLETED", Json.of("['redis']"));
        assertThat(serviceGateVerdicts()).singleElement().asString().startsWith("PASS the technologies that");
    }

    @Test
    void rejectsInvalidSbomDiffs() {
        assertThat(server.put(ENVIRONMENT + "/flags/moon/sbom-diff", Json.of("{'introduced':[]}"))
                        .body())
                .contains("flag-not-found");
        assertThat(server.put("/api/v1/changes/ch-0/sbom-diff", Json.of("{'introduced':[]}"))
                        .body())
                .contains("change-not-found");
        JsonNode problem = json(server.put(ENVIRONMENT + "/flags/core/sbom-diff", Json.of("{'removed':[]}")), 422);
        assertThat(problem.get("problems").size()).isEqualTo(2);
        assertThat(server.put(ENVIRONMENT + "/flags/core/sbom-diff", Json.of("{'introduced':['']}"))
                        .body())
                .contains("/introduced/0");
    }

    private void putFlag(String more) {
        json(server.put(ENVIRONMENT + "/flags", """
                {"flags":{"core":{"state":"ENABLED","defaultVariant":"a","variants":{"a":1,"b":2}%s}}}""".formatted(more)), 200);
    }

    private void register(String key, String more) {
        json(server.put("/api/v1/technologies", """
                {"technologies":{"%s":{"kind":"PLATFORM","packages":["pkg:maven/%s"],
                 "ringChanges":[{"to":"TRIAL","reason":"for the test"%s}]}}}""".formatted(key, key, more)), 200);
    }

    private void storeDecisionRecord(String status) {
        json(
                server.put(
                        "/api/v1/decision-records",
                        "{\"records\":{\"0001-use-d\":\"---\\nstatus: %s\\n---\\n# Use d\\n\"}}".formatted(status)),
                200);
    }

    private void putSbomDiff(String subject, String introduced) {
        json(server.put(ENVIRONMENT + subject + "/sbom-diff", Json.of("{'introduced':[%s]}", introduced)), 200);
    }

    private String reportChange(String state, String technologies) {
        return json(server.post("/api/v1/changes", """
                {"source":"ci","externalId":"1","service":"pay","environment":"default","state":"%s","at":"%s",
                 "technologies":%s}""".formatted(state, Instant.now(), technologies)), 200)
                .get("id")
                .stringValue();
    }

    private List<String> flagGateVerdicts() {
        return technology(json(server.get(ENVIRONMENT + "/flags/core/gates"), 200));
    }

    private List<String> serviceGateVerdicts() {
        return technology(json(server.get(ENVIRONMENT + "/services/pay/gates"), 200));
    }

    private static List<String> technology(JsonNode report) {
        return report.get("gates")
                .valueStream()
                .filter(gate -> gate.get("gate").stringValue().equals("technology"))
                .map(gate -> gate.get("verdict").stringValue() + " "
                        + gate.get("reason").stringValue())
                .toList();
    }

    private static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return TestServer.json(answer);
    }
}
