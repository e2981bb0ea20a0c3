// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.AuditApi.AuditEntriesResponse;
import dev.evenkeel.api.NotificationApi.ChannelTestResponse;
import dev.evenkeel.api.UserApi.UserResponse;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.json.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The requests, results and exit codes of commands that are declared as resources.
class ResourceCommandTest {
    @RegisterExtension
    private final StubServer server = new StubServer();

    @Test
    void emptyListNamesEnvironment() {
        server.respond(List.of());
        CliResult result = server.run("proposal", "list", "--environment", "qa 1");
        assertThat(result.out()).first().asString().startsWith("No proposals in environment qa 1.");
        assertThat(server.requests()).containsExactly("GET /api/v1/environments/qa%201/proposals");
    }

    @Test
    void sendsOnlyNonEmptyFilters() {
        server.respond(new AuditEntriesResponse(List.of()));
        assertThat(server.run("audit", "list", "--actor", "a&b", "--subject", "")
                        .exitCode())
                .isZero();
        assertThat(server.run("audit", "list", "--before", "17", "--limit", "5").exitCode())
                .isZero();
        assertThat(server.requests())
                .containsExactly("GET /api/v1/audit?actor=a%26b&limit=100", "GET /api/v1/audit?before=17&limit=5");
    }

    @Test
    void rejectsInvalidFilter() {
        assertThat(server.run("audit", "list", "--before", "x").exitCode()).isEqualTo(2);
    }

    @Test
    void printsDeletedObject() {
        CliResult text = server.run("sdk-key", "revoke", "k/1");
        assertThat(text.out()).containsExactly("SDK key k/1 revoked.");
        CliResult json = server.run("code-reference", "delete", "payments/core", "--json");
        assertThat(json.out()).containsExactly(Json.of("{'repository':'payments/core','deleted':true}"));
        assertThat(server.requests())
                .containsExactly(
                        "DELETE /api/v1/environments/default/sdk-keys/k%2F1",
                        "DELETE /api/v1/code-references?repository=payments%2Fcore");
    }

    @Test
    void returns1ForNegativeResult() {
        server.respond(new ChannelTestResponse("audit", false, 500, "no"));
        CliResult test = server.run("channel", "test", "audit");
        assertThat(test.out()).containsExactly("Test message not delivered: 500 no");
        assertThat(test.exitCode()).isEqualTo(1);
        assertThat(server.requests()).containsExactly("POST /api/v1/notification-channels/audit/test");
    }

    @Test
    void sendsReason() {
        Instant created = Instant.parse("2026-11-26T10:00:00Z");
        server.respond(new UserResponse("anna", "", List.of(), List.of(), null, false, created, null, created));
        assertThat(server.run("user", "disable", "anna", "--reason", "left us").exitCode())
                .isZero();
        assertThat(server.requests()).containsExactly("POST /api/v1/users/anna/disable?reason=left%20us");
    }

    @Test
    void rejectsMissingOrMistypedArgument() {
        CliResult missing = server.run("token", "revoke");
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("Missing required parameter: 'TOKEN'");
        CliResult invalid = server.run("audit", "show", "last");
        assertThat(invalid.exitCode()).isEqualTo(2);
        assertThat(invalid.err()).contains("'last' is not an integer");
        assertThat(server.requests()).isEmpty();
    }
}
