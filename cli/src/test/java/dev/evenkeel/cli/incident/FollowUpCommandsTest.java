// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.IncidentApi.FollowUpCheckResponse;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.engine.incident.FollowUpCriterion.Verdict;
import dev.evenkeel.json.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FollowUpCommandsTest {
    @RegisterExtension
    private final StubServer server = new StubServer();

    @Test
    void createsFollowUpWithCheck() {
        server.run(
                "incident",
                "follow-up",
                "create",
                "i-1",
                "--what",
                "w",
                "--owner",
                "ann",
                "--due",
                "2026-12-01",
                "--expected",
                "e",
                "--verify",
                "objective",
                "slo=pay",
                "burn=1",
                "window=PT1H");
        assertThat(server.requests()).containsExactly(Json.of("""
                        POST /api/v1/incidents/i-1/follow-ups {'description':'w','owner':'ann','dueDate':'2026-12-01',\
                        'expectedEffect':'e','check':{'kind':'OBJECTIVE','parameters':{'slo':'pay',\
                        'burn':'1','window':'PT1H'}}}"""));
    }

    @Test
    void completesFollowUpWithoutCheck() {
        server.run(
                "incident",
                "follow-up",
                "complete",
                "i-1",
                "1",
                "--evidence",
                "seen",
                "--without-check",
                "it is broken");
        assertThat(server.requests()).containsExactly(Json.of("""
                        POST /api/v1/incidents/i-1/follow-ups/1/complete {'evidence':'seen',\
                        'skipCheckReason':'it is broken'}"""));
    }

    @Test
    void checkReturns1WhenCheckFails() {
        respondWith(Verdict.FAILED);
        CliResult result = server.run("incident", "follow-up", "check", "i-1", "1");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .containsExactly("check of follow-up 1: failed since 2026-11-25 17:00:00Z, the burn rate is 3");
    }

    @Test
    void checkReturns0WhenCheckPasses() {
        respondWith(Verdict.PASSED);
        assertThat(server.run("incident", "follow-up", "check", "i-1", "1").exitCode())
                .isZero();
    }

    private void respondWith(Verdict verdict) {
        server.on("POST", "/api/v1/incidents/i-1/follow-ups/1/check")
                .respond(new FollowUpCheckResponse(
                        1,
                        verdict,
                        "the burn rate is 3",
                        List.of(),
                        Instant.parse("2026-11-25T18:00:00Z"),
                        Instant.parse("2026-11-25T17:00:00Z")));
    }
}
