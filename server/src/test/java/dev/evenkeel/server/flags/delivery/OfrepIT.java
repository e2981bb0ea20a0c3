// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestEnvironment;
import dev.evenkeel.server.TestServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

final class OfrepIT {
    private static final String FLAGS = "/ofrep/v1/evaluate/flags";
    private static final String DEFINITION = """
            {"metadata":{"team":"pay"},"flags":{
             "fixed":{"state":"ENABLED","variants":{"one":1,"more":1.0},"defaultVariant":"more"},
             "ruled":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off",
                      "targeting":{"if":[{"==":[{"var":"country"},"CH"]},"on",null]}},
             "dark":{"state":"DISABLED","variants":{"on":true},"defaultVariant":"on"},
             "timed":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off",
                      "targeting":{"if":[{">":[{"var":"$flagd.timestamp"},1]},"on",null]}}}}""";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        assertThat(server.put("/api/v1/environments/default/flags", DEFINITION).statusCode())
                .isEqualTo(200);
        await().until(() -> post("/fixed", "").statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void evaluatesSingleFlag() {
        HttpResponse<String> fixed = post("/fixed", "");
        assertThat(fixed.body()).contains(Json.of("'value':1.0"));
        assertThat(TestServer.json(fixed).get("reason").asString()).isEqualTo("STATIC");
        assertThat(TestServer.json(fixed).get("metadata").get("team").asString())
                .isEqualTo("pay");
        JsonNode ruled =
                TestServer.json(post("/ruled", Json.of("{'context':{'targetingKey':'u','country':'CH','x':null}}")));
        assertThat(ruled.get("value").asBoolean()).isTrue();
        assertThat(ruled.get("variant").asString()).isEqualTo("on");
        assertThat(ruled.get("reason").asString()).isEqualTo("TARGETING_MATCH");
    }

    @Test
    void evaluatesUpdatedDefinitionImmediately() {
        TestEnvironment environment = server.newEnvironment();
        for (int value = 0; value < 40; value++) {
            TestServer.requireSuccess(environment.put("/flags", """
                    {"flags":{"count":{"state":"ENABLED","variants":{"now":%d},"defaultVariant":"now"}}}""".formatted(value)));
            HttpResponse<String> read =
                    server.send(environment.asSdk(FLAGS + "/count").POST(BodyPublishers.ofString("{}")));
            assertThat(TestServer.json(read).path("value").asInt(-1))
                    .as(read.body())
                    .isEqualTo(value);
        }
    }

    @Test
    void omitsValueOfDisabledFlag() {
        JsonNode dark = TestServer.json(post("/dark", "{}"));
        assertThat(dark.get("reason").asString()).isEqualTo("DISABLED");
        assertThat(dark.has("value")).isFalse();
        assertThat(dark.has("variant")).isFalse();
    }

    @Test
    void returns404ForUnknownFlag() {
        HttpResponse<String> response = post("/unknown", "{}");
        assertThat(response.statusCode()).isEqualTo(404);
        JsonNode error = TestServer.json(response);
        assertThat(error.get("key").asString()).isEqualTo("unknown");
        assertThat(error.get("errorCode").asString()).isEqualTo("FLAG_NOT_FOUND");
        assertThat(error.get("errorDetails").asString()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{|PARSE_ERROR",
                "[]|PARSE_ERROR",
                "{\"context\":[]}|INVALID_CONTEXT",
                "{\"context\":{\"targetingKey\":7}}|INVALID_CONTEXT"
            })
    void returns400ForInvalidRequests(String body, String code) {
        for (String path : new String[] {"/fixed", ""}) {
            HttpResponse<String> response = post(path, body);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(TestServer.json(response).get("errorCode").asString()).isEqualTo(code);
            assertThat(TestServer.json(response).has("key")).isEqualTo(!path.isEmpty());
        }
    }

    @Test
    void evaluatesAllFlagsAndReturns304WhenUnchanged() {
        HttpResponse<String> all = post("/", Json.of("{'context':{'country':'CH'}}"));
        assertThat(all.statusCode()).isEqualTo(200);
        assertThat(TestServer.json(all).get("flags"))
                .extracting(flag -> flag.get("key").asString())
                .containsExactly("fixed", "ruled", "dark", "timed");
        assertThat(TestServer.json(all).get("eventStreams")).hasSize(1);
        String etag = all.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> other = server.send(request("", "{}").header("If-None-Match", etag));
        assertThat(other.statusCode()).isEqualTo(200);
        await().until(() -> {
            String now = post("", "{}").headers().firstValue("ETag").orElseThrow();
            return server.send(request("", "{}").header("If-None-Match", now)).statusCode() == 304;
        });
    }

    @Test
    void returnsOfrepErrorFor401And413() {
        HttpResponse<String> stranger = server.send(server.request(FLAGS).POST(BodyPublishers.ofString("{}")));
        assertThat(stranger.statusCode()).isEqualTo(401);
        HttpResponse<String> large = post("", "\"" + "x".repeat(1_000_000) + "\"");
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(TestServer.json(stranger).get("errorDetails").asString()).isNotBlank();
        assertThat(TestServer.json(large).get("errorDetails").asString()).isNotBlank();
    }

    @Test
    void sendsRefetchEventWhenFlagsChange() throws Exception {
        HttpResponse<java.io.InputStream> stream =
                server.send(server.asSdk("/ofrep/v1/stream"), BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            server.put("/api/v1/environments/default/flags", DEFINITION.replace("1.0}", Json.of("1.0,'third':3.5}")));
            String line = lines.readLine();
            while (line != null && !line.startsWith("data:")) {
                line = lines.readLine();
            }
            assertThat(line).contains("refetchEvaluation");
        }
    }

    private static HttpResponse<String> post(String path, String body) {
        return server.send(request(path, body));
    }

    private static HttpRequest.Builder request(String path, String body) {
        return server.asSdk(FLAGS + path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }
}
