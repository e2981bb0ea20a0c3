// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.server.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

final class AuthenticationIT {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/environments/default/flags",
                "/api/v1/nothing",
                "/sdk/v1/flags",
                "/sdk/v1/stream",
                "/ofrep/v1/evaluate/flags/x",
                "/v3/api-docs",
                "/",
                "/nothing"
            })
    void returns401JsonWithoutCredentials(String path) {
        HttpResponse<String> response = server.send(server.request(path));
        assertThat(response.statusCode()).isEqualTo(401);
        boolean ofrep = path.startsWith("/ofrep");
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue(ofrep ? "application/json" : "application/problem+json");
        assertThat(response.body()).contains(ofrep ? "errorDetails" : "remedy");
    }

    @Test
    void rejectsInvalidKeysAndTokens() {
        assertThat(status("/api/v1/nothing", "Bearer wrong-token")).isEqualTo(401);
        assertThat(status("/api/v1/nothing", "Bearer " + TestServer.SDK_KEY)).isEqualTo(401);
        assertThat(status("/sdk/v1/nothing", "Bearer " + TestServer.ADMIN_TOKEN))
                .isEqualTo(401);
        assertThat(status("/api/v1/nothing", "Bearer " + TestServer.ADMIN_TOKEN))
                .isEqualTo(404);
        assertThat(status("/sdk/v1/nothing", "bearer " + TestServer.SDK_KEY)).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health/../api/v1/nothing",
                "/health/%2e%2e/api/v1/nothing",
                "/health;/../api/v1/nothing",
                "//api/v1/nothing",
                "/assets/..%2fapi/v1/nothing"
            })
    void rejectsAmbiguousPaths(String path) {
        assertThat(server.send(server.request(path)).statusCode()).isEqualTo(400);
    }

    @Test
    void signsInByLink() {
        HttpResponse<String> answer = server.send(requestSignInLink("/rollouts/r-1"));
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("0;url=/rollouts/r-1\"");
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict");
        assertThat(server.send(server.request("/api/v1/rollouts").header("Cookie", cookie.split(";")[0]))
                        .statusCode())
                .isEqualTo(200);
    }

    private static HttpRequest.Builder requestSignInLink(String page) {
        JsonNode link = TestServer.requireSuccess(server.post("/api/v1/sign-in-links?to=" + page, ""));
        return server.request(
                link.path("url").asString().substring(server.uri("").toString().length()));
    }

    @Test
    void signInLinkDoesNotContainToken() {
        JsonNode link = TestServer.requireSuccess(server.post("/api/v1/sign-in-links?to=/rollouts/r-1", ""));
        String url = link.path("url").asString();
        assertThat(url).startsWith(server.uri("/login?link=").toString()).doesNotContain(TestServer.ADMIN_TOKEN);
    }

    @Test
    void rejectsUsedSignInLink() {
        String page = "/rollouts/r-1";
        HttpRequest.Builder request = requestSignInLink(page);
        server.send(request);
        HttpResponse<String> again = server.send(request);
        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(again.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(again.body()).contains("This link was used already or has expired.", page);
    }

    @Test
    void rejectsTokenInQueryString() {
        String right = "?token=" + TestServer.ADMIN_TOKEN;
        assertThat(server.send(server.request("/api/v1/rollouts" + right)).statusCode())
                .isEqualTo(401);
        assertThat(server.send(server.request("/" + right)).statusCode()).isEqualTo(401);
    }

    @Test
    void loginPageAcceptsAdminToken() {
        HttpResponse<String> page = server.send(server.request("/").header("Accept", "text/html"));
        assertThat(page.statusCode()).isEqualTo(401);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.body()).contains("name=\"token\"");

        assertThat(login("token=wrong-token").statusCode()).isEqualTo(401);
        HttpResponse<String> signedIn = login("token=" + TestServer.ADMIN_TOKEN);
        assertThat(signedIn.statusCode()).isEqualTo(200);
        assertThat(signedIn.headers().firstValue("Set-Cookie").orElse("")).contains("HttpOnly", "SameSite=Strict");
        assertThat(server.send(withSession(signedIn, "/api/v1/nothing")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void rejectsCrossSiteRequestsOfSession() {
        HttpResponse<String> signedIn = login("token=" + TestServer.ADMIN_TOKEN);
        assertThat(server.send(withSession(signedIn, "/api/v1/nothing").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.send(withSession(signedIn, "/api/v1/nothing")
                                .header("Sec-Fetch-Site", "cross-site")
                                .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.send(withSession(signedIn, "/api/v1/nothing")
                                .header("Sec-Fetch-Site", "same-origin")
                                .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void setsSecureCookieAndHstsBehindTlsProxy() {
        HttpResponse<String> signedIn = server.send(server.request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-For", "203.0.113.7")
                .POST(BodyPublishers.ofString("token=" + TestServer.ADMIN_TOKEN)));
        assertThat(signedIn.headers().firstValue("Set-Cookie").orElse("")).contains("; Secure");
        assertThat(signedIn.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
        assertThat(login("token=" + TestServer.ADMIN_TOKEN)
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElse(""))
                .doesNotContain("Secure");
    }

    @Test
    void revokesSessionOnLogout() {
        HttpResponse<String> signedIn = login("token=" + TestServer.ADMIN_TOKEN);
        HttpRequest.Builder logout = withSession(signedIn, "/logout").header("Sec-Fetch-Site", "same-origin");
        assertThat(server.send(logout.POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(401);
        assertThat(server.send(withSession(signedIn, "/api/v1/nothing")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void printsUsableSdkKeyOnFirstStart() {
        try (TestServer bare = TestServer.startOnFreshDatabase(List.of())) {
            String key = found("SDK key .*: (ek_sdk_[0-9a-f]{64})", bare.output());
            assertThat(bare.send(bare.request("/sdk/v1/nothing").header("X-API-Key", key))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void setupLinkCreatesFirstAdminOnceAndIsNotPrintedAgain() {
        String database = TestServer.freshDatabase();
        try (TestServer bare = TestServer.startOnDatabase(database, List.of())) {
            String once = found("/login\\?once=([0-9a-f]{64})", bare.output());
            assertThat(bare.send(bare.request("/login?once=" + once)).body()).contains("first administrator");
            String form = "once=" + once + "&name=anna&password=three+words+and+a+number+7";
            HttpResponse<String> made = post(bare, "/login/first", form);
            assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
            assertThat(made.headers().firstValue("Set-Cookie").orElse("")).contains("evenkeel_session=");
            assertThat(post(bare, "/login/first", form).statusCode()).isEqualTo(401);
        }
        try (TestServer again = TestServer.startOnDatabase(database, List.of())) {
            assertThat(again.output()).doesNotContain("SDK key").doesNotContain("/login?once=");
        }
    }

    @Test
    void revokesAdminTokenSessionsWhenTokenChanges() {
        String database;
        String cookie;
        try (TestServer first =
                TestServer.startOnFreshDatabase(List.of("--admin-token", "leaked-token-of-the-tests"))) {
            database = first.databaseUrl();
            cookie = sessionCookie(post(first, "/login", "token=leaked-token-of-the-tests"));
            assertSessionIs(first, cookie, 404);
        }
        try (TestServer same =
                TestServer.startOnDatabase(database, List.of("--admin-token", "leaked-token-of-the-tests"))) {
            assertSessionIs(same, cookie, 404);
            assertThat(same.bean(SessionRepository.class).listActive()).hasSize(1);
            same.bean(JdbcClient.class)
                    .sql("UPDATE console_session SET admin_token_hash = NULL")
                    .update();
            assertSessionIs(same, cookie, 401);
            cookie = sessionCookie(post(same, "/login", "token=leaked-token-of-the-tests"));
            assertSessionIs(same, cookie, 404);
        }
        try (TestServer other =
                TestServer.startOnDatabase(database, List.of("--admin-token", "next-token-of-the-tests"))) {
            assertSessionIs(other, cookie, 401);
            assertSessionIs(other, sessionCookie(post(other, "/login", "token=next-token-of-the-tests")), 404);
        }
        try (TestServer none = TestServer.startOnDatabase(database, List.of())) {
            assertSessionIs(none, cookie, 401);
            assertThat(none.bean(SessionRepository.class).listActive()).isEmpty();
        }
    }

    /* Checks API reads, API changes from the console, and console pages. */
    private static void assertSessionIs(TestServer on, String cookie, int status) {
        String path = "/api/v1/nothing";
        assertThat(on.send(on.request(path).header("Cookie", cookie)).statusCode())
                .isEqualTo(status);
        assertThat(on.send(on.request(path)
                                .header("Cookie", cookie)
                                .header("Sec-Fetch-Site", "same-origin")
                                .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(status);
        assertThat(on.send(on.request("/nothing").header("Cookie", cookie).header("Accept", "text/html"))
                        .statusCode())
                .isEqualTo(status);
    }

    private static String sessionCookie(HttpResponse<String> signedIn) {
        String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    @Test
    void returnsLoginPageWith200OrWith401ForOtherPages() {
        HttpResponse<String> requested = server.send(server.request("/login"));
        assertThat(requested.statusCode()).isEqualTo(200);
        assertThat(requested.body()).contains("action=\"/login\"");

        HttpResponse<String> instead = server.send(server.request("/flags").header("Accept", "text/html"));
        assertThat(instead.statusCode()).isEqualTo(401);
        assertThat(instead.body()).contains("action=\"/login\"");
    }

    @Test
    void setsSecurityHeadersOnEveryResponse() {
        for (String path : List.of("/health", "/login", "/api/v1/nothing", "/nothing")) {
            HttpResponse<String> answer = server.send(server.request(path));
            assertThat(answer.headers().map())
                    .as(path)
                    .containsEntry("x-content-type-options", List.of("nosniff"))
                    .containsEntry("x-frame-options", List.of("DENY"))
                    .containsEntry("referrer-policy", List.of("no-referrer"))
                    .containsEntry("cross-origin-opener-policy", List.of("same-origin"));
        }
    }

    private static HttpResponse<String> post(TestServer to, String path, String form) {
        return to.send(to.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.group(1);
    }

    private static int status(String path, String authorization) {
        return server.send(server.request(path).header("Authorization", authorization))
                .statusCode();
    }

    private static HttpResponse<String> login(String form) {
        return server.send(server.request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private static HttpRequest.Builder withSession(HttpResponse<String> signedIn, String path) {
        return server.request(path).header("Cookie", sessionCookie(signedIn));
    }
}
