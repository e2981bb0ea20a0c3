// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// OpenID Connect sign-in with a real Keycloak.
final class OidcIT {
    private static RealKeycloak keycloak;
    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        keycloak = RealKeycloak.start();
        server = TestServer.startWithEnvironment(
                Map.of("EVENKEEL_OIDC_CLIENT_SECRET", RealKeycloak.CLIENT_SECRET),
                "--oidc-issuer",
                keycloak.issuer(),
                "--oidc-client-id",
                "evenkeel",
                "--oidc-role",
                "sre=operator@payments",
                "--oidc-role",
                "sre=viewer");
    }

    @AfterAll
    static void stop() {
        server.close();
        keycloak.close();
    }

    @Test
    void signsInUserWithRolesMappedFromGroups() throws Exception {
        Browser browser = new Browser();
        HttpResponse<String> answer = browser.get(browser.signIn("anna", "/login/oidc?to=%2Frollouts%2Fr-1"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("0;url=/rollouts/r-1\"");
        HttpResponse<String> me = browser.get(server.uri("/api/v1/me"));
        assertThat(me.body())
                .isEqualTo(Json.of(
                        "{'name':'anna','rights':{'*':['view'],'payments':['view','operate','stop','respond']}}"));
        assertThat(server.get("/api/v1/audit?limit=5").body()).contains("session.opened", "user.created");
    }

    @Test
    void returns403ForUserWithoutRoleUntilAdminAssignsOne() throws Exception {
        Browser browser = new Browser();
        HttpResponse<String> answer = browser.get(browser.signIn("bert", "/login/oidc"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("You are signed in as bert, but have no role");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .startsWith("evenkeel_signing_in=;");

        assertThat(server.put("/api/v1/users/bert/roles", Json.of("{'roles':['author']}"))
                        .statusCode())
                .isEqualTo(200);
        Browser again = new Browser();
        assertThat(again.get(again.signIn("bert", "/login/oidc")).statusCode()).isEqualTo(200);

        assertThat(server.post("/api/v1/users/bert/disable", "").statusCode()).isEqualTo(200);
        assertThat(again.get(server.uri("/api/v1/me")).statusCode()).isEqualTo(401);
        Browser ended = new Browser();
        assertThat(ended.get(ended.signIn("bert", "/login/oidc")).body()).contains("User bert is disabled.");
    }

    @Test
    void acceptsCallbackOnceAndOnlyInInitiatingBrowser() throws Exception {
        Browser browser = new Browser();
        URI answer = browser.signIn("anna", "/login/oidc");
        assertThat(new Browser().get(answer).statusCode())
                .as("in another browser")
                .isEqualTo(401);
        assertThat(browser.get(answer).statusCode()).as("in its own").isEqualTo(200);
        assertThat(browser.get(answer).statusCode()).as("a second time").isEqualTo(401);
    }

    @Test
    void reportsRejectedAuthorizationCode() throws Exception {
        Browser browser = new Browser();
        URI other = browser.signIn("anna", "/login/oidc");
        String forged = other.toString().replaceAll("code=[^&]*", "code=forged");
        assertThat(browser.get(URI.create(forged)).body())
                .contains("The identity provider rejected the sign-in: invalid_grant");
    }

    @Test
    void doesNotRedirectToExternalSiteAfterSignIn() throws Exception {
        Browser browser = new Browser();
        HttpResponse<String> answer = browser.get(browser.signIn("anna", "/login/oidc?to=%2F%2Fevil.example"));
        assertThat(answer.body()).contains("0;url=/\"");
    }

    /// Keeps cookies of each site, also those that are for secure sites as browsers do on loopback, and follows
    /// no redirect by itself.
    private static final class Browser {
        private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");

        private final HttpClient http = HttpClient.newHttpClient();
        private final Map<String, Map<String, String>> jar = new HashMap<>();

        HttpResponse<String> get(URI address) throws IOException, InterruptedException {
            return send(HttpRequest.newBuilder(address));
        }

        private HttpResponse<String> send(HttpRequest.Builder builder) throws IOException, InterruptedException {
            String site = builder.build().uri().getAuthority();
            Map<String, String> cookies = jar.computeIfAbsent(site, ignored -> new HashMap<>());
            if (!cookies.isEmpty()) {
                builder.header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
            }
            HttpResponse<String> answer = http.send(builder.build(), BodyHandlers.ofString());
            for (String set : answer.headers().allValues("Set-Cookie")) {
                String pair = set.substring(0, (set + ";").indexOf(';'));
                int equals = pair.indexOf('=');
                cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
            return answer;
        }

        /// Submits the provider's sign-in form and returns the redirect URL.
        URI signIn(String name, String path) throws IOException, InterruptedException {
            HttpResponse<String> away = get(server.uri(path));
            assertThat(away.statusCode()).as(away.body()).isEqualTo(302);
            HttpResponse<String> form = get(location(away));
            if (form.statusCode() == 302) {
                return location(form);
            }
            Matcher action = FORM.matcher(form.body());
            assertThat(action.find()).as(form.body()).isTrue();
            return location(
                    send(HttpRequest.newBuilder(URI.create(action.group(1).replace("&amp;", "&")))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString("username=" + name + "&password=" + RealKeycloak.PASSWORD))));
        }

        private static URI location(HttpResponse<String> answer) {
            List<String> locations = answer.headers().allValues("Location");
            assertThat(locations).as(answer.statusCode() + " " + answer.body()).hasSize(1);
            return URI.create(locations.getFirst());
        }
    }
}
