// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The cookie that binds the response of the identity provider to the browser. It is deleted after use.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OidcCookieIT {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private RSAKey key;
    private HttpServer provider;
    private TestServer server;

    /// A started sign-in.
    private record StartedSignIn(String cookie, String state, String nonce) {}

    @BeforeAll
    void start() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2_048).keyID("one").generate();
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/", this::answer);
        provider.start();
        answers.put("/.well-known/openid-configuration", """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
                 "jwks_uri":"%1$s/keys","response_types_supported":["code"],"subject_types_supported":["public"],
                 "id_token_signing_alg_values_supported":["RS256"]}""".formatted(issuer()));
        answers.put("/keys", new JWKSet(key.toPublicJWK()).toString());
        server = TestServer.startWithEnvironment(
                Map.of("EVENKEEL_OIDC_CLIENT_SECRET", "a-secret"),
                "--oidc-issuer",
                issuer(),
                "--oidc-client-id",
                "evenkeel",
                "--oidc-role",
                "payments=viewer");
    }

    @AfterAll
    void stop() {
        server.close();
        provider.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body =
                    answers.getOrDefault(exchange.getRequestURI().getPath(), "").getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String issuer() {
        return "http://127.0.0.1:" + provider.getAddress().getPort();
    }

    @Test
    void removesCookieAfterSuccessfulSignIn() throws Exception {
        StartedSignIn begun = begin();
        answers.put("/token", tokens(begun.nonce()));
        HttpResponse<String> back = back(begun, "code=a-code");
        assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
        assertThat(back.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("evenkeel_session="))
                .anyMatch(OidcCookieIT::removes);
    }

    @Test
    void removesCookieWhenProviderDeniesAccess() throws Exception {
        HttpResponse<String> back = back(begin(), "error=access_denied");
        assertThat(back.statusCode()).isEqualTo(401);
        assertThat(back.headers().allValues("Set-Cookie")).singleElement().matches(OidcCookieIT::removes);
    }

    @Test
    void preservesCookieWhenStateDoesNotMatch() throws Exception {
        StartedSignIn begun = begin();
        HttpResponse<String> back =
                back(new StartedSignIn(begun.cookie(), "of-another-tab", begun.nonce()), "code=a-code");
        assertThat(back.statusCode()).isEqualTo(401);
        assertThat(back.headers().allValues("Set-Cookie")).isEmpty();
    }

    private static boolean removes(String cookie) {
        return cookie.startsWith("evenkeel_signing_in=;") && cookie.contains("Max-Age=0") && cookie.contains("Path=/");
    }

    private StartedSignIn begin() throws IOException, InterruptedException {
        HttpResponse<String> away =
                http.send(HttpRequest.newBuilder(server.uri("/login/oidc")).build(), BodyHandlers.ofString());
        assertThat(away.statusCode()).as(away.body()).isEqualTo(302);
        String address = away.headers().firstValue("Location").orElseThrow();
        String cookie = away.headers().firstValue("Set-Cookie").orElseThrow();
        return new StartedSignIn(
                cookie.substring(0, cookie.indexOf(';')), part(address, "state"), part(address, "nonce"));
    }

    private static String part(String address, String name) {
        Matcher part = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(address);
        assertThat(part.find()).as(address).isTrue();
        return Objects.requireNonNull(part.group(1));
    }

    private HttpResponse<String> back(StartedSignIn begun, String answer) throws IOException, InterruptedException {
        URI address = server.uri("/login/oidc/callback?state=" + begun.state() + "&" + answer);
        return http.send(
                HttpRequest.newBuilder(address).header("Cookie", begun.cookie()).build(), BodyHandlers.ofString());
    }

    private String tokens(String nonce) throws JOSEException {
        Instant now = Instant.now();
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .subject("anna")
                        .audience("evenkeel")
                        .claim("nonce", nonce)
                        .claim("preferred_username", "anna")
                        .claim("groups", List.of("payments"))
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(Duration.ofHours(1))))
                        .build());
        token.sign(new RSASSASigner(key));
        return Json.of("{'access_token':'x','token_type':'Bearer','id_token':'%s'}", token.serialize());
    }
}
