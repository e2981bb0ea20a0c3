// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.json.Json;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AccessCommandsTest {
    private static final String ANNA = """
            {"name":"anna","displayName":"","roles":["author@payments","viewer"],"providerRoles":[],"provider":null,
             "password":true,"createdAt":"2026-11-26T10:00:00Z","lastLoginAt":"2026-11-26T11:00:00.5Z","disabledAt":null}""";

    private StubServer server;
    private String answer = "";

    @BeforeEach
    void start() throws IOException {
        server = StubServer.start(address -> answer);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void listsUsersWithRoles() {
        answer = "[" + ANNA + "]";
        assertThat(server.run("user", "list").out())
                .containsExactly(
                        "NAME  ROLES                    PROVIDER ROLES  SIGN-IN   LAST SIGN-IN          DISABLED",
                        "anna  author@payments, viewer  none            password  2026-11-26 11:00:00Z  -");
    }

    @Test
    void createsUserAndPrintsInvitationLink() {
        answer = Json.of("{'user':%s,'invitation':'http://h/login/invitation?token=x','validForHours':72}", ANNA);
        CliResult result = server.run("user", "create", "anna", "--role", "viewer", "--reason", "joins");
        assertThat(result.out())
                .containsExactly(
                        "Invitation link for anna, valid once within 72 hours: http://h/login/invitation?token=x");
        assertThat(server.asked())
                .containsExactly(Json.of("POST /api/v1/users "
                        + "{'name':'anna','displayName':'','roles':['viewer'],'reason':'joins'}"));
    }

    @Test
    void updatesRolesAndRejectsRemovingMissingRole() {
        answer = ANNA;
        assertThat(server.run("user", "roles", "anna", "--add", "operator", "--remove", "viewer")
                        .exitCode())
                .isZero();
        assertThat(server.asked())
                .containsExactly(
                        "GET /api/v1/users/anna",
                        Json.of("PUT /api/v1/users/anna/roles {'roles':['author@payments','operator'],'reason':''}"));
        CliResult wrong = server.run("user", "roles", "anna", "--remove", "admin");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("anna does not have the role admin");
        assertThat(server.run("user", "roles", "anna").exitCode()).isEqualTo(2);
    }

    @Test
    void printsOnlyTheCreatedToken() {
        answer = """
                {"info":{"id":"t-1","name":"ci","person":null,"roles":["author@payments"],"createdBy":"admin",
                 "createdAt":"2026-11-26T10:00:00Z","expiresAt":"2027-01-01T00:00:00Z","lastUsedAt":null,
                 "revokedAt":null},"token":"ek_api_1"}""";
        CliResult result = server.run(
                "token",
                "create",
                "ci",
                "--machine",
                "--role",
                "author@payments",
                "--expires-at",
                "2027-01-01T00:00:00Z");
        assertThat(result.out()).containsExactly("ek_api_1");
        assertThat(server.asked())
                .containsExactly(Json.of("POST /api/v1/tokens {'name':'ci','machine':true,"
                        + "'roles':['author@payments'],'expiresAt':'2027-01-01T00:00:00Z'}"));
        assertThat(server.run("token", "create", "ci", "--role", "viewer").exitCode())
                .as("without an end")
                .isEqualTo(2);
    }

    @Test
    void createsAndRevokesSdkKeys() {
        answer = """
                {"environment":"prod","sdkKey":"ek_sdk_1","info":{"id":"k-1","environment":"prod","name":"payments",
                 "createdBy":"admin","createdAt":"2026-11-26T10:00:00Z","expiresAt":null,"lastUsedAt":null,
                 "revokedAt":null}}""";
        assertThat(server.run("sdk-key", "create", "payments", "--environment", "prod")
                        .out())
                .containsExactly("ek_sdk_1");
        answer = "";
        assertThat(server.run("sdk-key", "revoke", "k-1", "--environment", "prod")
                        .out())
                .containsExactly("SDK key k-1 revoked.");
        assertThat(server.asked())
                .containsExactly(
                        Json.of("POST /api/v1/environments/prod/sdk-keys {'name':'payments'}"),
                        "DELETE /api/v1/environments/prod/sdk-keys/k-1");
    }

    @Test
    void whoamiPrintsUserAndPermissions() {
        answer = Json.of("{'name':'anna','rights':{'*':['view'],'payments':['view','author']}}");
        assertThat(server.run("whoami").out())
                .containsExactly("anna", "", "SERVICE   PERMISSIONS", "all       view", "payments  view, author");
    }
}
