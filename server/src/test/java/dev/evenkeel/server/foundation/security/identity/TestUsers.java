// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Creates users by invitation, with a password, a session and API tokens.
public final class TestUsers {
    public static final String PASSWORD = "three words and a number 7";

    private final TestServer server;

    public TestUsers(TestServer server) {
        this.server = server;
    }

    /// Creates a user and returns the session cookie.
    public String createUserAndSignIn(String name, String... roles) {
        return accept(invitation(add(name, roles)), PASSWORD);
    }

    HttpResponse<String> add(String name, String... roles) {
        HttpResponse<String> added =
                server.post("/api/v1/users", Json.of("{'name':'%s','roles':[%s]}", name, quoted(roles)));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        return added;
    }

    /// Returns the path of the invitation.
    static String invitation(HttpResponse<String> added) {
        URI link = URI.create(TestServer.json(added).path("invitation").asString());
        return link.getPath() + "?" + link.getQuery();
    }

    /// Accepts an invitation with a password and returns the session cookie.
    String accept(String invitation, String password) {
        HttpResponse<String> answer = form(
                "/login/invitation",
                invitation.substring(invitation.indexOf('?') + 1) + "&password=" + encoded(password));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return cookie(answer);
    }

    HttpResponse<String> signIn(String name, String password) {
        return form("/login", "name=" + encoded(name) + "&password=" + encoded(password));
    }

    HttpResponse<String> form(String path, String body) {
        return server.send(server.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(body)));
    }

    static String cookie(HttpResponse<String> answer) {
        String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return set.substring(0, set.indexOf(';'));
    }

    /// Creates an API token of the user with these roles.
    public String token(String cookie, String... roles) {
        HttpResponse<String> made = requestWithSession(cookie, "POST", "/api/v1/tokens", """
                {"name":"laptop","roles":[%s],"expiresAt":"%s"}
                """.formatted(
                        quoted(roles), Instant.now().plus(Duration.ofDays(1))));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return TestServer.json(made).path("token").asString();
    }

    /// Sends a same-origin request of a session, as the console does.
    HttpResponse<String> requestWithSession(String cookie, String method, String path, String body) {
        return server.send(server.request(path)
                .header("Cookie", cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    /// Returns a request with an API token.
    public HttpRequest.Builder requestWithToken(String token, String path) {
        return server.request(path).header("Authorization", "Bearer " + token);
    }

    private static String quoted(String... texts) {
        return Arrays.stream(texts).map(text -> "\"" + text + "\"").collect(Collectors.joining(","));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
