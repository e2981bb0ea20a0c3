// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.GateApprovalApi.FlagGateApproval;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.engine.gate.Approval;
import dev.evenkeel.json.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ApprovalCommandsTest {
    private static final String APPROVALS = "/api/v1/environments/default/approvals";
    private static final Approval APPROVAL = new Approval(
            "ga-1", "anna", "read it", 3, Instant.parse("2026-11-25T10:00:00Z"), Instant.parse("2026-12-01T18:00:00Z"));

    @RegisterExtension
    private final StubServer server = new StubServer();

    @Test
    void createsApproval() {
        server.on("POST", APPROVALS).respond(new FlagGateApproval("default", "core", true, APPROVAL));
        assertThat(server.run("approval", "create", "core", "--on-behalf-of", "anna", "--reason", "read it")
                        .out())
                .containsExactly("Approval ga-1 created: anna approves core until 2026-12-01T18:00:00Z."
                        + " To revoke it: ./evenkeel approval revoke ga-1");
        assertThat(server.requests())
                .containsExactly(
                        Json.of("POST " + APPROVALS + " {'flag':'core','onBehalfOf':'anna','reason':'read it'}"));
    }

    @Test
    void createsApprovalWithEnd() {
        server.on("POST", APPROVALS).respond(new FlagGateApproval("default", "core", true, APPROVAL));
        server.run("approval", "create", "core", "--expires-at", "2026-12-01T18:00:00Z");
        assertThat(server.requests())
                .containsExactly(Json.of(
                        "POST " + APPROVALS + " {'flag':'core','reason':'','expiresAt':'2026-12-01T18:00:00Z'}"));
    }

    @Test
    void listsApprovals() {
        server.on("GET", APPROVALS).respond(List.of(new FlagGateApproval("default", "core", false, APPROVAL)));
        assertThat(server.run("approval", "list").out().getLast())
                .isEqualTo("ga-1  core  anna  not valid  2026-11-25 10:00:00Z  2026-12-01 18:00:00Z  read it");
    }

    @Test
    void revokesApproval() {
        assertThat(server.run("approval", "revoke", "ga-1").out()).containsExactly("Approval ga-1 revoked.");
        assertThat(server.lastRequest()).startsWith("DELETE " + APPROVALS + "/ga-1");
    }
}
