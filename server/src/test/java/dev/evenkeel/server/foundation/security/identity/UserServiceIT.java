// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

final class UserServiceIT {
    private static final String APPROVALS = "/api/v1/environments/default/approvals";

    private static TestServer server;
    private static TestUsers team;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        team = new TestUsers(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void invitedUserSetsPasswordOnceAndSignsIn() {
        String invitation = TestUsers.invitation(team.add("carla", "viewer"));
        assertThat(server.send(server.request(invitation)).body()).contains("Welcome, carla");
        String cookie = team.accept(invitation, TestUsers.PASSWORD);
        assertThat(team.requestWithSession(cookie, "GET", "/api/v1/me", "").body())
                .isEqualTo(Json.of("{'name':'carla','rights':{'*':['view']}}"));
        assertThat(server.send(server.request(invitation)).statusCode()).isEqualTo(401);

        assertThat(team.signIn("carla", TestUsers.PASSWORD).statusCode()).isEqualTo(200);
        assertThat(team.signIn("CARLA", TestUsers.PASSWORD).statusCode()).isEqualTo(200);
        assertThat(team.signIn("carla", TestUsers.PASSWORD + "x").statusCode()).isEqualTo(401);
        assertThat(team.signIn("nobody", TestUsers.PASSWORD).body()).contains("Wrong username or password.");
    }

    @Test
    void storesNoSecretsInPlainText() {
        String cookie = team.createUserAndSignIn("dora", "author");
        String token = team.token(cookie, "author");
        String invitation = TestUsers.invitation(team.add("erik", "viewer"));
        String stored =
                server.bean(JdbcClient.class).sql("""
                        SELECT string_agg(row, '') FROM (
                            SELECT user_account::text AS row FROM user_account UNION ALL SELECT api_token::text FROM api_token
                            UNION ALL SELECT console_session::text FROM console_session
                            UNION ALL SELECT invitation::text FROM invitation UNION ALL SELECT sdk_key::text FROM sdk_key
                            UNION ALL SELECT audit_entry::text FROM audit_entry) AS rows
                        """).query(String.class).single();
        assertThat(stored)
                .contains("$argon2id$")
                .doesNotContain(
                        TestUsers.PASSWORD,
                        token,
                        cookie.substring(cookie.indexOf('=') + 1),
                        invitation.substring(invitation.indexOf('=') + 1),
                        TestServer.SDK_KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "short, The password must have 15 to 200 characters",
        "aaaaaaaaaaaaaaaaaaaa, at least 5 different characters",
        "my name is franz and that is it, must not contain your username"
    })
    void rejectsInvalidPasswordWithReason(String password, String fault) {
        String invitation =
                TestServer.json(server.get("/api/v1/users/franz")).path("name").isMissingNode()
                        ? TestUsers.invitation(team.add("franz", "viewer"))
                        : TestUsers.invitation(server.post("/api/v1/users/franz/invite", ""));
        HttpResponse<String> answer = team.form(
                "/login/invitation",
                invitation.substring(invitation.indexOf('?') + 1) + "&password=" + password.replace(' ', '+'));
        assertThat(answer.body()).contains(fault);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void limitsFailedSignInsAndResetsCountAfterSuccess() {
        team.createUserAndSignIn("gina", "viewer");
        for (int i = 0; i < 4; i++) {
            assertThat(team.signIn("gina", "wrong " + i).statusCode()).isEqualTo(401);
        }
        assertThat(team.signIn("gina", TestUsers.PASSWORD).statusCode()).isEqualTo(200);
        for (int i = 0; i < 5; i++) {
            assertThat(team.signIn("gina", "wrong " + i).body()).contains("Wrong username or password.");
        }
        assertThat(team.signIn("gina", TestUsers.PASSWORD).body()).contains("Too many wrong passwords");
        server.bean(JdbcClient.class)
                .sql("UPDATE sign_in_failure SET failed_at = failed_at - interval '16 minutes'")
                .update();
        assertThat(team.signIn("gina", TestUsers.PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void rejectsCrossSiteSignInForm() {
        team.createUserAndSignIn("hans", "viewer");
        HttpResponse<String> answer = server.send(server.request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.ofString("name=hans&password=" + TestUsers.PASSWORD.replace(' ', '+'))));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void disablesUserImmediatelyAndDoesNotReuseUsername() {
        String cookie = team.createUserAndSignIn("ida", "author");
        String token = team.token(cookie, "author");
        assertThat(server.post("/api/v1/users/ida/disable?reason=left", "").statusCode())
                .isEqualTo(200);
        assertThat(team.requestWithSession(cookie, "GET", "/api/v1/me", "").statusCode())
                .isEqualTo(401);
        assertThat(server.send(team.requestWithToken(token, "/api/v1/me")).statusCode())
                .isEqualTo(401);
        assertThat(team.signIn("ida", TestUsers.PASSWORD).statusCode()).isEqualTo(401);
        HttpResponse<String> again = server.post("/api/v1/users", Json.of("{'name':'Ida'}"));
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("user-exists", "ida belongs to another user, who is disabled");
        assertThat(server.get("/api/v1/audit?limit=3").body()).contains("\"user.disabled\"", "\"left\"");
    }

    @Test
    void rejectsRemovingLastAdministrator() {
        String database = TestServer.freshDatabase();
        try (TestServer bare = TestServer.startOnDatabase(database, List.of())) {
            String once = bare.output().replaceAll("(?s).*/login\\?once=([0-9a-f]+).*", "$1");
            TestUsers alone = new TestUsers(bare);
            String cookie = TestUsers.cookie(alone.form(
                    "/login/first", "once=" + once + "&name=jana&password=" + TestUsers.PASSWORD.replace(' ', '+')));
            HttpResponse<String> less = alone.requestWithSession(
                    cookie, "PUT", "/api/v1/users/jana/roles", Json.of("{'roles':['viewer']}"));
            assertThat(less.statusCode()).isEqualTo(409);
            assertThat(less.body()).contains("last-admin");
            assertThat(alone.requestWithSession(cookie, "POST", "/api/v1/users/jana/disable", "")
                            .statusCode())
                    .isEqualTo(409);
            assertThat(alone.requestWithSession(cookie, "GET", "/api/v1/me", "").body())
                    .contains("administer");
        }
    }

    @Test
    void limitsTokenToCurrentRightsOfItsOwner() {
        String cookie = team.createUserAndSignIn("karl", "author@payments", "operator");
        HttpResponse<String> more = team.requestWithSession(
                cookie, "POST", "/api/v1/tokens", """
                {"name":"more","roles":["author"],"expiresAt":"%s"}
                """.formatted(Instant.now().plus(Duration.ofDays(1))));
        assertThat(more.statusCode()).isEqualTo(403);
        assertThat(more.body()).contains("karl does not have the permission");

        String token = team.token(cookie, "author@payments", "operator");
        assertThat(server.send(team.requestWithToken(token, "/api/v1/me")).body())
                .isEqualTo(Json.of("""
                        {'name':'karl','rights':{'*':['view','operate','stop','respond'],\
                        'payments':['view','author','operate','stop','respond']}}"""));
        server.put("/api/v1/users/karl/roles", Json.of("{'roles':['viewer']}"));
        assertThat(server.send(team.requestWithToken(token, "/api/v1/me")).body())
                .contains(Json.of("'*':['view']"))
                .doesNotContain("operate");
    }

    @Test
    void returns403WhenNonAdminCreatesMachineToken() {
        String cookie = team.createUserAndSignIn("lena", "author", "approver");
        assertThat(team.requestWithSession(cookie, "POST", "/api/v1/tokens", machineToken())
                        .statusCode())
                .isEqualTo(403);
    }

    private static String machineToken() {
        return Json.of(
                "{'name':'ci','machine':true,'roles':['approver','author'],'expiresAt':'%s'}",
                Instant.now().plus(Duration.ofDays(1)));
    }

    @Test
    void machineTokenHasNoApproveRight() {
        String token = TestServer.json(server.post("/api/v1/tokens", machineToken()))
                .path("token")
                .asString();
        assertThat(server.send(team.requestWithToken(token, "/api/v1/me")).body())
                .contains("\"token:ci\"", "author")
                .doesNotContain("approve");
    }

    @Test
    void reportsAllErrorsOfInvalidToken() {
        HttpResponse<String> bad = server.post(
                "/api/v1/tokens", Json.of("{'name':'a b','roles':['root'],'expiresAt':'2099-01-01T00:00:00Z'}"));
        assertThat(bad.statusCode()).isEqualTo(422);
        assertThat(bad.body()).contains("/name", "/roles/0", "/expiresAt");
    }

    @Test
    void rejectsSelfApproval() {
        String author = team.createUserAndSignIn("paul", "author", "approver");
        changeFlag(author, "own");
        HttpResponse<String> own = team.requestWithSession(author, "POST", APPROVALS, Json.of("{'flag':'own'}"));
        assertThat(own.statusCode()).isEqualTo(409);
        assertThat(own.body()).contains("self-approval");
    }

    private static void changeFlag(String author, String key) {
        String flags = Json.of(
                "{'flags':{'%s':{'state':'ENABLED','variants':{'on':true,'off':false},'defaultVariant':'off'}}}", key);
        assertThat(team.requestWithSession(author, "PATCH", "/api/v1/environments/default/flags", flags)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void rejectsApprovalOnBehalfOfOthers() {
        String author = team.createUserAndSignIn("pia", "author", "approver");
        changeFlag(author, "borrowed");
        HttpResponse<String> borrowed =
                team.requestWithSession(author, "POST", APPROVALS, Json.of("{'flag':'borrowed','onBehalfOf':'rita'}"));
        assertThat(borrowed.statusCode()).isEqualTo(422);
        assertThat(borrowed.body()).contains("each user approves in their own name");
    }

    @Test
    void acceptsApprovalOfAnotherUser() {
        changeFlag(team.createUserAndSignIn("piet", "author", "approver"), "approved");
        String other = team.createUserAndSignIn("rita", "approver");
        HttpResponse<String> given = team.requestWithSession(other, "POST", APPROVALS, Json.of("{'flag':'approved'}"));
        assertThat(given.statusCode()).as(given.body()).isEqualTo(201);
        assertThat(given.body()).contains("\"rita\"");
    }

    @Test
    void userListsAndRevokesOnlyOwnSessions() {
        String mine = team.createUserAndSignIn("mona", "viewer");
        team.createUserAndSignIn("nils", "viewer");
        String sessions =
                team.requestWithSession(mine, "GET", "/api/v1/sessions", "").body();
        assertThat(sessions).contains("mona").doesNotContain("nils");
        String others = TestServer.json(server.get("/api/v1/sessions"))
                .valueStream()
                .filter(session -> session.path("person").asString().equals("nils"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        assertThat(team.requestWithSession(mine, "DELETE", "/api/v1/sessions/" + others, "")
                        .statusCode())
                .isEqualTo(404);
        String own = TestServer.json(team.requestWithSession(mine, "GET", "/api/v1/sessions", ""))
                .get(0)
                .path("id")
                .asString();
        assertThat(team.requestWithSession(mine, "DELETE", "/api/v1/sessions/" + own, "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(team.requestWithSession(mine, "GET", "/api/v1/me", "").statusCode())
                .isEqualTo(401);
    }

    @Test
    void rejectsPasswordChangeWithWrongCurrentPassword() {
        String cookie = team.createUserAndSignIn("olga", "viewer");
        String wrong = Json.of("{'current':'not the password','new':'another good password'}");
        assertThat(team.requestWithSession(cookie, "PUT", "/api/v1/me/password", wrong)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void omitsPasswordsFromValidationErrors() {
        String cookie = team.createUserAndSignIn("orla", "viewer");
        HttpResponse<String> invalid = team.requestWithSession(
                cookie,
                "PUT",
                "/api/v1/me/password",
                Json.of("{'current':['%s'],'new':4711471147114711}", TestUsers.PASSWORD));
        assertThat(invalid.statusCode()).isEqualTo(422);
        assertThat(invalid.body()).contains("/current", "/new").doesNotContain(TestUsers.PASSWORD, "4711");
    }

    @Test
    void passwordChangeRevokesSessions() {
        String cookie = team.createUserAndSignIn("oskar", "viewer");
        String right = Json.of("{'current':'%s','new':'another good password'}", TestUsers.PASSWORD);
        assertThat(team.requestWithSession(cookie, "PUT", "/api/v1/me/password", right)
                        .statusCode())
                .isEqualTo(204);
        assertThat(team.requestWithSession(cookie, "GET", "/api/v1/me", "").statusCode())
                .isEqualTo(401);
        assertThat(team.signIn("oskar", "another good password").statusCode()).isEqualTo(200);
    }

    @Test
    void revokingSdkKeyClosesItsStreams() throws IOException {
        var made = TestServer.json(server.post("/api/v1/environments/default/sdk-keys", Json.of("{'name':'shop'}")));
        String key = made.path("sdkKey").asString();
        HttpResponse<InputStream> stream =
                server.send(team.requestWithToken(key, "/sdk/v1/stream"), BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        try (InputStream body = stream.body()) {
            assertThat(body.read()).isPositive();
            String path = "/api/v1/environments/default/sdk-keys/"
                    + made.path("info").path("id").asString();
            assertThat(server.send(server.asAdmin(path).DELETE()).statusCode()).isEqualTo(204);
            assertThat(server.send(team.requestWithToken(key, "/sdk/v1/flags")).statusCode())
                    .isEqualTo(401);
            await().atMost(Duration.ofSeconds(20)).until(() -> body.skip(Long.MAX_VALUE) >= 0 && body.read() < 0);
        }
        assertThat(server.get("/api/v1/environments/default/sdk-keys").body()).contains("\"shop\"", "revokedAt");
    }

    @Test
    void rejectsSdkKeyRevokedOnAnotherServer() {
        var made = TestServer.json(server.post("/api/v1/environments/default/sdk-keys", "{}"));
        String key = made.path("sdkKey").asString();
        assertThat(server.send(team.requestWithToken(key, "/sdk/v1/flags")).statusCode())
                .isEqualTo(200);
        server.bean(JdbcClient.class)
                .sql("UPDATE sdk_key SET revoked_at = now() WHERE id = ?")
                .param(made.path("info").path("id").asString())
                .update();
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        server.send(team.requestWithToken(key, "/sdk/v1/flags")).statusCode() == 401);
    }
}
