// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.api.AuditApi.PublishedHeadResponse;
import dev.evenkeel.api.ManifestApi.ApplyManifestsResponse;
import dev.evenkeel.api.NotificationApi.ChannelTestResponse;
import dev.evenkeel.api.NotificationApi.NotificationChannelResponse;
import dev.evenkeel.api.ReleasePauseApi.ReleasePauseListResponse;
import dev.evenkeel.api.SegmentApi.SegmentListResponse;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.json.Json;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequiredFieldIntrospectorTest {
    private static final String HEAD = """
            {"destination":"file","number":7,"hash":"ab","issuer":"https://keel.example","at":"2026-11-27T10:00:00Z",
             "key":"k","jws":"a.b.c"}""";

    @RegisterExtension
    private final StubServer server = new StubServer();

    private static <T> T bind(String json, Class<T> type) {
        var client = new ServerApiClient(URI.create("http://server.example"), "TOKEN");
        return client.bind("/path", ServerApiClient.parseJson(json), type).value();
    }

    private static void assertRejected(String json, Class<?> type) {
        assertThatThrownBy(() -> bind(json, type))
                .isInstanceOf(ServerUnreachableException.class)
                .hasMessageContaining("http://server.example/path")
                .hasMessageContaining("Use the version of the server.");
    }

    @Test
    void rejectsResponseWithoutRequiredField() {
        assertRejected(Json.of("{'environment':'prod'}"), ReleasePauseListResponse.class);
        assertRejected(Json.of("{'environment':'prod','pauses':null}"), ReleasePauseListResponse.class);
        assertRejected(Json.of("{'environment':'prod','pauses':[{}]}"), ReleasePauseListResponse.class);
        assertRejected(Json.of("{'channel':'chat','status':200,'response':'ok'}"), ChannelTestResponse.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"destination", "number", "hash", "jws"})
    void rejectsResponseWithoutFieldOfUnwrappedRecord(String field) {
        assertThat(bind(HEAD, PublishedHeadResponse.class).head().hash()).isEqualTo("ab");
        assertRejected(HEAD.replace("\"" + field + "\"", "\"other\""), PublishedHeadResponse.class);
    }

    @Test
    void acceptsResponseWithoutOptionalField() {
        String channel = Json.of("{'name':'chat','type':'SLACK','address':'hooks.example'}");
        assertThat(bind(channel, NotificationChannelResponse.class).lastDelivery())
                .as("nullable")
                .isNull();
        String applied = Json.of("{'set':'s','dryRun':false,'objects':[{'kind':'Flag','name':'f','action':'NONE'}]}");
        ApplyManifestsResponse response = bind(applied, ApplyManifestsResponse.class);
        assertThat(response.warnings()).as("omitted by its component").isEmpty();
        assertThat(response.objects().getFirst().environment())
                .as("omitted by its record")
                .isEmpty();
    }

    @Test
    void acceptsNullForJsonNode() {
        String segments = Json.of("{'segments':[{'name':'s','rule':null,'flags':[],'segments':[]}]}");
        assertThat(bind(segments, SegmentListResponse.class)
                        .segments()
                        .getFirst()
                        .rule()
                        .isNull())
                .isTrue();
    }

    @Test
    void commandNamesServerAndRemedy() {
        server.respond(Json.of("{'environment':'prod'}"));
        CliResult result = server.run("release", "status");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("Unexpected response from " + server.address(), "Use the version of the server.");
    }
}
