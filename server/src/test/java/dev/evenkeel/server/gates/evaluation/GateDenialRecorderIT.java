// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.engine.gate.GateDenialPeriod;
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

/// Periods in which requests to start rollouts are recorded as denied.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GateDenialRecorderIT {
    private static final String ENVIRONMENT = "/api/v1/environments/default";

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @BeforeEach
    void resetGates() {
        server.bean(JdbcClient.class)
                .sql("delete from gate_denial; delete from release_pause; delete from gate_override")
                .update();
        replaceFlags("core");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void recordsOneDenialForRepeatedRequestsUntilGatesOpen() {
        setReleases("pause");
        assertThat(startRollout()).isEqualTo(409);
        assertThat(startRollout()).isEqualTo(409);
        recheckRefusedStarts();
        assertThat(denials())
                .extracting(GateDenialPeriod::gate, GateDenialPeriod::change, GateDenialPeriod::end)
                .containsExactly(tuple("release-pause", "default/core", null));
        setReleases("resume");
        recheckRefusedStarts();
        assertThat(denials())
                .hasSize(1)
                .allSatisfy(denial -> assertThat(denial.end()).isAfterOrEqualTo(denial.since()));
    }

    @Test
    void endsDenialWhenGateIsOverridden() {
        setReleases("pause");
        assertThat(startRollout()).isEqualTo(409);
        requireSuccess(server.post(
                ENVIRONMENT + "/flags/core/gate-overrides",
                Json.of(
                        "{'gate':'release-pause','changeClass':'hotfix','reason':'repair','expiresAt':'%s'}",
                        Instant.now().plusSeconds(600))));
        recheckRefusedStarts();
        assertThat(denials())
                .extracting(GateDenialPeriod::end)
                .doesNotContainNull()
                .hasSize(1);
    }

    @Test
    void endsDenialWhenRequestIsNotRepeatedOrFlagIsDeleted() {
        setReleases("pause");
        assertThat(startRollout()).isEqualTo(409);
        server.bean(JdbcClient.class).sql("""
                        update gate_denial
                        set started_at = now() - interval '50 days', last_requested_at = now() - interval '32 days'""").update();
        recheckRefusedStarts();
        Instant end = denials().getFirst().end();
        assertThat(end).isNotNull().isBefore(Instant.now().minusSeconds(31 * 86_400));

        /* Paused releases would block the edit too. */
        setReleases("resume");
        setPolicy(Json.of("{'requiredApprovals':1}"));
        assertThat(startRollout()).isEqualTo(409);
        replaceFlags("other");
        await().until(() -> {
            recheckRefusedStarts();
            return denials().stream().noneMatch(denial -> denial.end() == null);
        });
        assertThat(denials()).hasSize(2);
        setPolicy("{}");
    }

    private void setPolicy(String policy) {
        requireSuccess(server.put(ENVIRONMENT + "/gate-policy", policy));
    }

    private void recheckRefusedStarts() {
        server.bean(RefusedStartRecheckJob.class).runOnce();
    }

    private List<GateDenialPeriod> denials() {
        return server.bean(GateDenialRecorder.class)
                .listBetween("default", Instant.EPOCH, Instant.now().plusSeconds(60));
    }

    private int startRollout() {
        return server.post(
                        ENVIRONMENT + "/rollouts",
                        Json.of("{'flag':'core','control':'a','candidate':'b','plan':'fast'}"))
                .statusCode();
    }

    private void replaceFlags(String key) {
        requireSuccess(server.put(ENVIRONMENT + "/flags", """
                {"flags":{"%s":{"state":"ENABLED","defaultVariant":"a","variants":{"a":1,"b":2}}}}""".formatted(key)));
    }

    private void setReleases(String verb) {
        requireSuccess(server.post(ENVIRONMENT + "/releases/" + verb, Json.of("{'reason':'outage'}")));
    }

    private static void requireSuccess(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
    }
}
