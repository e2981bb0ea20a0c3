// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Every kind of OFREP response, checked by assertions and against the public OpenAPI document if it is available.
final class OfrepConformanceIT {
    private static final String FLAGS = "/ofrep/v1/evaluate/flags";
    private static final Set<String> METADATA_TYPES = Set.of("STRING", "NUMBER", "BOOLEAN");
    private static final String DEFINITION = """
            {"metadata":{"flagSetId":"set","count":3,"ratio":0.5,"on":true},"flags":{
             "boolean":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off"},
             "text":{"state":"ENABLED","variants":{"empty":"","full":"x"},"defaultVariant":"empty"},
             "whole":{"state":"ENABLED","variants":{"one":1,"huge":9007199254740991},"defaultVariant":"huge"},
             "decimal":{"state":"ENABLED","variants":{"one":1.0,"half":0.5},"defaultVariant":"one","metadata":{"count":4}},
             "object":{"state":"ENABLED","variants":{"o":{"n":1,"d":1.0,"list":[null,{}]}},"defaultVariant":"o"},
             "targeted":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off",
                         "targeting":{"if":[{"==":[{"var":"tier"},"gold"]},"on",null]}},
             "dark":{"state":"DISABLED","variants":{"on":true},"defaultVariant":"on"},
             "open":{"state":"ENABLED","variants":{"on":true},"defaultVariant":null},
             "lost":{"state":"ENABLED","variants":{"on":true},"defaultVariant":"on","targeting":{"cat":["nobody"]}}}}""";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        server.put("/api/v1/environments/default/flags", DEFINITION);
        await().until(() -> post("/boolean", "{}").statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /// A request and the schema of its response.
    private record Exchange(String path, String body, int status, String schema) {}

    private static List<Exchange> exchanges() {
        List<Exchange> all = new ArrayList<>();
        for (String flag : List.of("boolean", "text", "whole", "decimal", "object", "targeted", "dark", "open")) {
            all.add(new Exchange(
                    "/" + flag, Json.of("{'context':{'targetingKey':'u'}}"), 200, "serverEvaluationSuccess"));
        }
        all.add(new Exchange("/targeted", Json.of("{'context':{'tier':'gold'}}"), 200, "serverEvaluationSuccess"));
        all.add(new Exchange("/lost", "{}", 400, "evaluationFailure"));
        all.add(new Exchange("/boolean", "{", 400, "evaluationFailure"));
        all.add(new Exchange("/boolean", Json.of("{'context':1}"), 400, "evaluationFailure"));
        all.add(new Exchange("/a%2Fb", "{}", 400, "evaluationFailure"));
        all.add(new Exchange("/nowhere", "{}", 404, "flagNotFound"));
        all.add(new Exchange("", "{}", 200, "bulkEvaluationSuccess"));
        all.add(new Exchange("/", "", 200, "bulkEvaluationSuccess"));
        all.add(new Exchange("", "[", 400, "bulkEvaluationFailure"));
        all.add(new Exchange("", Json.of("{'context':{'targetingKey':1}}"), 400, "bulkEvaluationFailure"));
        return all;
    }

    @Test
    void responsesMatchPublicOpenApiDocument() {
        List<Exchange> exchanges = exchanges();
        Optional<OfrepSchema> schema = OfrepSchema.find();
        assumeTrue(
                schema.isPresent(),
                "skipped " + exchanges.size() + " answers against the public document: it is not there");
        for (Exchange exchange : exchanges) {
            HttpResponse<String> answer = post(exchange.path(), exchange.body());
            assertThat(answer.statusCode()).as("%s", exchange).isEqualTo(exchange.status());
            assertThat(schema.orElseThrow().problems(exchange.schema(), TestServer.json(answer)))
                    .as("%s: %s", exchange, answer.body())
                    .isEmpty();
        }
    }

    @Test
    void responsesHaveStatusAndFieldsOfProtocol() {
        for (Exchange exchange : exchanges()) {
            HttpResponse<String> answer = post(exchange.path(), exchange.body());
            assertThat(answer.statusCode()).as("%s", exchange).isEqualTo(exchange.status());
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
            if (exchange.schema().startsWith("bulk") && exchange.status() == 200) {
                TestServer.json(answer).get("flags").forEach(OfrepConformanceIT::assertEvaluation);
                assertMetadata(TestServer.json(answer).get("metadata"));
            } else {
                assertEvaluation(TestServer.json(answer));
            }
        }
    }

    private static void assertEvaluation(JsonNode answer) {
        if (answer.has("errorCode")) {
            assertThat(answer.get("errorDetails").asString()).isNotBlank();
            assertThat(answer.has("value")).isFalse();
            assertThat(answer.has("reason")).isFalse();
        } else {
            assertThat(answer.get("key").asString()).isNotBlank();
            assertThat(answer.get("reason").asString()).isNotBlank();
            assertThat(answer.has("value")).isEqualTo(answer.has("variant"));
            assertThat(answer.path("value").isNull()).isFalse();
            assertMetadata(answer.get("metadata"));
        }
    }

    private static void assertMetadata(JsonNode metadata) {
        assertThat(metadata.isObject()).isTrue();
        metadata.forEach(
                value -> assertThat(METADATA_TYPES).contains(value.getNodeType().name()));
    }

    @Test
    void preservesNumberNotation() {
        assertThat(post("/whole", "{}").body()).contains(Json.of("'value':9007199254740991,"));
        assertThat(post("/decimal", "{}").body())
                .contains(Json.of("'value':1.0,"), Json.of("'count':4"), Json.of("'ratio':0.5"));
        assertThat(post("/object", "{}").body()).contains(Json.of("{'n':1,'d':1.0,'list':[null,{}]}"));
    }

    @Test
    void returnsEvaluationReasons() {
        assertThat(Map.of(
                        "boolean", reason("boolean", "{}"),
                        "targeted", reason("targeted", "{}"),
                        "hit", reason("targeted", Json.of("{'context':{'tier':'gold'}}")),
                        "dark", reason("dark", "{}"),
                        "open", reason("open", "{}")))
                .isEqualTo(Map.of(
                        "boolean", "STATIC",
                        "targeted", "DEFAULT",
                        "hit", "TARGETING_MATCH",
                        "dark", "DISABLED",
                        "open", "DEFAULT"));
    }

    private static String reason(String flag, String body) {
        return TestServer.json(post("/" + flag, body)).get("reason").asString();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/ofrep/v1/evaluate/flags/boolean,405",
        "GET,/ofrep/v1/evaluate/flags,405",
        "DELETE,/ofrep/v1/evaluate/flags,405",
        "POST,/ofrep/v1/stream,405",
        "POST,/ofrep/v1/evaluate/flags/boolean/more,404",
        "POST,/ofrep/v1/nothing,404"
    })
    void returnsOfrepErrorForUnknownPathOrMethod(String method, String path, int status) {
        var body = method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}");
        HttpResponse<String> answer = server.send(server.asSdk(path).method(method, body));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(TestServer.json(answer).get("errorCode").asString()).isEqualTo("GENERAL");
        assertThat(TestServer.json(answer).get("errorDetails").asString()).isNotBlank();
        assertThat(answer.headers().firstValue("Allow").isPresent()).isEqualTo(status == 405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "application/xml",
                "nonsense"
            })
    void parsesJsonForAnyContentType(String type) {
        HttpResponse<String> answer = server.send(server.asSdk(FLAGS + "/targeted")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(Json.of("{'context':{'tier':'gold'}}"))));
        assertThat(answer.body()).contains(Json.of("'value':true"));
        HttpResponse<String> large = server.send(
                server.asSdk(FLAGS).header("Content-Type", type).POST(BodyPublishers.ofByteArray(new byte[1_000_001])));
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(TestServer.json(large).get("errorDetails").asString()).contains("1000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /ofrep/v1/evaluate/flags/a|b HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST /ofrep/v1/evaluate/flags/a%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST /ofrep/v1/evaluate/flags HTTP/1.1\r\n\r\n",
                "POST /ofrep/v1/evaluate/flags HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
                "POST /ofrep/v1/evaluate/flags HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: odd\r\n\r\n",
                "POST /ofrep/v1/evaluate/flags HTTP/9.9\r\nHost: x\r\n\r\n",
                "NONSENSE\r\n\r\n"
            })
    void returnsOfrepErrorForMalformedHttpRequest(String request) throws IOException {
        String answer = raw(request);
        assertThat(answer).startsWith("HTTP/1.1 ").contains(Json.of("'errorCode':"), Json.of("'errorDetails':"));
        assertThat(answer).doesNotContain("<html");
    }

    @Test
    void acceptsApiKeyHeaderAndReturns401ForInvalidKey() {
        HttpRequest.Builder byApiKey = server.request(FLAGS + "/boolean").header("X-API-Key", TestServer.SDK_KEY);
        assertThat(server.send(byApiKey.POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(200);
        HttpResponse<String> stranger = server.send(
                server.request(FLAGS + "/boolean").header("X-API-Key", "wrong").POST(BodyPublishers.noBody()));
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(stranger.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(TestServer.json(stranger).get("errorDetails").asString()).contains("SDK_KEY");
    }

    @Test
    void returns304ForWeakEtagAndEtagList() {
        String etag = post("", "{}").headers().firstValue("ETag").orElseThrow();
        for (String known : List.of(etag, "W/" + etag, "\"other\", " + etag, "*")) {
            HttpResponse<String> answer = server.send(request("", "{}").header("If-None-Match", known));
            assertThat(answer.statusCode()).as(known).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().firstValue("ETag")).hasValue(etag);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?flagConfigEtag=default-1&flagConfigLastModified=1771622898",
                "?flagConfigEtag=default-999999&flagConfigLastModified=2026-02-20T21:28:18Z",
                "?flagConfigEtag=nonsense&flagConfigLastModified=nonsense",
                "/?flagConfigEtag=&flagConfigLastModified="
            })
    void returnsAllFlagsForAnyFlagConfigParameters(String query) {
        HttpResponse<String> answer = post(query, "{}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(TestServer.json(answer).get("flags")).hasSize(9);
    }

    @Test
    void sendsRefetchEventToReconnectingStream() throws IOException {
        server.put("/api/v1/environments/default/flags", DEFINITION.replace("\"set\"", "\"other\""));
        HttpResponse<InputStream> stream = server.send(
                server.asSdk("/ofrep/v1/stream").header("Last-Event-ID", "1"), BodyHandlers.ofInputStream());
        assertThat(stream.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            List<String> event = new ArrayList<>();
            while (event.stream().noneMatch(line -> line.startsWith("data:"))) {
                event.add(lines.readLine());
            }
            assertThat(event).anyMatch(line -> line.startsWith("id: ")).contains("event: message");
            assertThat(event.getLast())
                    .matches(
                            "data: \\{\"type\":\"refetchEvaluation\",\"etag\":\"default-\\d+\",\"lastModified\":\\d+}");
        } finally {
            server.put("/api/v1/environments/default/flags", DEFINITION);
        }
    }

    private static String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(server.uri("/").getHost(), server.uri("/").getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
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
