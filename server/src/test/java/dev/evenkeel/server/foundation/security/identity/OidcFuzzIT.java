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
import dev.evenkeel.fuzz.FuzzInput;
import dev.evenkeel.fuzz.Fuzzer;
import dev.evenkeel.fuzz.InputDialect;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.config.PublicBaseUrl;
import dev.evenkeel.server.foundation.config.ServerCommandLineParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Invalid responses of an OpenID Connect provider: each is rejected with a message, and none signs in a user.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OidcFuzzIT {
    private static final String METADATA = "/.well-known/openid-configuration";
    private static final String TOKEN = "/token";
    private static final String KEYS = "/keys";
    private static final int INPUTS = 200;
    private static final OidcRequestRepository.PendingSignIn PENDING =
            new OidcRequestRepository.PendingSignIn("a-nonce", "v".repeat(43), "/");

    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
    private HttpServer provider;
    private RSAKey key;
    private TestServer server;

    @BeforeAll
    void start() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2_048).keyID("one").generate();
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/", this::answer);
        provider.start();
        server = TestServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
        provider.stop(0);
    }

    @BeforeEach
    void resetProviderResponses() throws JOSEException {
        respondWith(METADATA, metadata());
        respondWith(KEYS, keys());
        respondWith(TOKEN, tokens());
    }

    private void respondWith(String path, String body) {
        answers.put(path, body.getBytes(StandardCharsets.UTF_8));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = answers.getOrDefault(exchange.getRequestURI().getPath(), new byte[0]);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String issuer() {
        return "http://127.0.0.1:" + provider.getAddress().getPort();
    }

    private String metadata() {
        return """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
                 "jwks_uri":"%1$s/keys","response_types_supported":["code"],"subject_types_supported":["public"],
                 "id_token_signing_alg_values_supported":["RS256"]}""".formatted(issuer());
    }

    private String keys() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    private String tokens() throws JOSEException {
        Instant now = Instant.now();
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .subject("anna")
                        .audience("evenkeel")
                        .claim("nonce", PENDING.nonce())
                        .claim("preferred_username", "anna")
                        .claim("groups", List.of("payments"))
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(Duration.ofHours(1))))
                        .build());
        token.sign(new RSASSASigner(key));
        return Json.of("{'access_token':'x','token_type':'Bearer','id_token':'%s'}", token.serialize());
    }

    /* A new client has cached no metadata and no keys. */
    private OidcProviderClient fresh() {
        return new OidcProviderClient(
                ServerCommandLineParser.parse(
                        List.of("--oidc-issuer", issuer(), "--oidc-client-id", "evenkeel"), Map.of()),
                server.bean(PublicBaseUrl.class));
    }

    private void redeem(String path, FuzzInput input) throws OidcSignInException {
        answers.put(path, input.bytes());
        OidcIdentity identity = fresh().exchangeCode("a-code", PENDING);
        assertThat(identity.subject()).isEqualTo("anna");
        assertThat(identity.name()).isEqualTo("anna");
        assertThat(identity.groups()).isEqualTo(List.of("payments"));
    }

    @Test
    void rejectsMalformedProviderMetadata() {
        var fuzzReport = Fuzzer.of("metadata of a provider", InputDialect.JSON)
                .samples(metadata())
                .inputs(INPUTS)
                .expectRejection(OidcSignInException.class)
                .run(input -> {
                    answers.put(METADATA, input.bytes());
                    OidcProviderClient tried = fresh();
                    tried.buildAuthorizationUri("a-state", PENDING);
                    if (input.text().contains(issuer() + TOKEN) && input.text().contains(issuer() + KEYS)) {
                        tried.exchangeCode("a-code", PENDING);
                    }
                });
        assertThat(fuzzReport.read()).isPositive();
    }

    @Test
    void rejectsMalformedProviderKeys() {
        var fuzzReport = Fuzzer.of("keys of a provider", InputDialect.JSON)
                .samples(keys())
                .inputs(INPUTS)
                .expectRejection(OidcSignInException.class)
                .run(input -> redeem(KEYS, input));
        assertThat(fuzzReport.read()).isPositive();
    }

    @Test
    void rejectsMalformedTokenResponses() throws JOSEException {
        var fuzzReport = Fuzzer.of("tokens of a provider", InputDialect.JSON)
                .samples(tokens())
                .inputs(INPUTS)
                .expectRejection(OidcSignInException.class)
                .run(input -> redeem(TOKEN, input));
        assertThat(fuzzReport.read()).isPositive();
    }
}
