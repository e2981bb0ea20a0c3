// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.CredentialApi.ApiTokenResponse;
import dev.evenkeel.api.CredentialApi.CreatedApiTokenResponse;
import dev.evenkeel.api.CredentialApi.CreatedSdkKeyResponse;
import dev.evenkeel.api.CredentialApi.SdkKey;
import dev.evenkeel.api.UserApi.CurrentUserResponse;
import dev.evenkeel.api.UserApi.InvitationResponse;
import dev.evenkeel.api.UserApi.UserResponse;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class AccessCommandsTest {
    private static final Instant CREATED = Instant.parse("2026-11-26T10:00:00Z");
    private static final UserResponse ANNA = new UserResponse(
            "anna",
            "",
            List.of("author@payments", "viewer"),
            List.of(),
            null,
            true,
            CREATED,
            Instant.parse("2026-11-26T11:00:00.5Z"),
            null);

    @RegisterExtension
    private final StubServer server = new StubServer();

    @Test
    void listsUsersWithRoles() {
        server.on("GET", "/api/v1/users").respond(List.of(ANNA));
        assertThat(server.run("user", "list").out())
                .containsExactly(
                        "NAME  ROLES                    PROVIDER ROLES  SIGN-IN   LAST SIGN-IN          DISABLED",
                        "anna  author@payments, viewer  none            password  2026-11-26 11:00:00Z  -");
    }

    @Test
    void createsUserAndPrintsInvitationLink() {
        server.on("POST", "/api/v1/users")
                .respond(new InvitationResponse(ANNA, "http://h/login/invitation?token=x", 72));
        CliResult result = server.run("user", "create", "anna", "--role", "viewer", "--reason", "joins");
        assertThat(result.out())
                .containsExactly(
                        "Invitation link for anna, valid once within 72 hours: http://h/login/invitation?token=x");
        assertThat(server.requests())
                .containsExactly(Json.of(
                        "POST /api/v1/users {'name':'anna','displayName':'','roles':['viewer'],'reason':'joins'}"));
    }

    @Test
    void addsAndRemovesRoles() {
        server.respond(ANNA);
        assertThat(server.run("user", "roles", "anna", "--add", "operator", "--remove", "viewer")
                        .exitCode())
                .isZero();
        assertThat(server.requests())
                .containsExactly(
                        "GET /api/v1/users/anna",
                        Json.of("PUT /api/v1/users/anna/roles {'roles':['author@payments','operator'],'reason':''}"));
    }

    @Test
    void rejectsRemovingMissingRole() {
        server.respond(ANNA);
        CliResult result = server.run("user", "roles", "anna", "--remove", "admin");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("anna does not have the role admin");
    }

    @Test
    void rolesRequiresChange() {
        server.respond(ANNA);
        assertThat(server.run("user", "roles", "anna").exitCode()).isEqualTo(2);
    }

    @Test
    void printsOnlyTheCreatedToken() {
        Instant end = Instant.parse("2027-01-01T00:00:00Z");
        var info =
                new ApiTokenResponse("t-1", "ci", null, List.of("author@payments"), "admin", CREATED, end, null, null);
        server.on("POST", "/api/v1/tokens").respond(new CreatedApiTokenResponse(info, "ek_api_1"));
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
        assertThat(server.requests()).containsExactly(Json.of("""
                        POST /api/v1/tokens {'name':'ci','machine':true,'roles':['author@payments'],\
                        'expiresAt':'2027-01-01T00:00:00Z'}"""));
    }

    @Test
    void requiresTokenExpiry() {
        assertThat(server.run("token", "create", "ci", "--role", "viewer").exitCode())
                .isEqualTo(2);
    }

    @Test
    void createsSdkKey() {
        var info = new SdkKey("k-1", "prod", "payments", "admin", CREATED, null, null, null);
        server.on("POST", "/api/v1/environments/prod/sdk-keys")
                .respond(new CreatedSdkKeyResponse("prod", "ek_sdk_1", info));
        assertThat(server.run("sdk-key", "create", "payments", "--environment", "prod")
                        .out())
                .containsExactly("ek_sdk_1");
        assertThat(server.requests())
                .containsExactly(Json.of("POST /api/v1/environments/prod/sdk-keys {'name':'payments'}"));
    }

    @Test
    void revokesSdkKey() {
        assertThat(server.run("sdk-key", "revoke", "k-1", "--environment", "prod")
                        .out())
                .containsExactly("SDK key k-1 revoked.");
        assertThat(server.requests()).containsExactly("DELETE /api/v1/environments/prod/sdk-keys/k-1");
    }

    @Test
    void whoamiPrintsUserAndPermissions() {
        server.on("GET", "/api/v1/me")
                .respond(new CurrentUserResponse(
                        "anna", new TreeMap<>(Map.of("*", List.of("view"), "payments", List.of("view", "author")))));
        assertThat(server.run("whoami").out())
                .containsExactly("anna", "", "SERVICE   PERMISSIONS", "all       view", "payments  view, author");
    }
}
