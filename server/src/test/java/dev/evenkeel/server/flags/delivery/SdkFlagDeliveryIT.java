// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.wire.FlagSet;
import dev.evenkeel.core.wire.SnapshotMessage;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestEnvironment;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.flags.flag.FlagService;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

final class SdkFlagDeliveryIT {
    private static TestServer server;
    private TestEnvironment environment;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /* Without flags at revision 1. */
    @BeforeEach
    void define() {
        environment = server.newEnvironment();
    }

    /* In the default environment, to which nothing was written. */
    @Test
    void returnsSnapshotWithEtagAnd304WhenUnchanged() throws InterruptedException {
        environment = server.defaultEnvironment();
        try (FlagStreamClient stream = stream()) {
            assertThat(next(stream).revision()).isZero();
        }
        HttpResponse<String> empty = server.send(environment.asSdk("/sdk/v1/flags"));
        assertThat(empty.headers().firstValue("ETag"))
                .hasValue(FlagSet.of(WireCodec.decodeSnapshot(empty.body())).etag());
        assertThat(WireCodec.decodeSnapshot(empty.body()).revision()).isZero();

        change(1, "");
        await().until(() ->
                server.send(environment.asSdk("/sdk/v1/flags")).body().contains(Json.of("'revision':1")));
        HttpResponse<String> first = server.send(environment.asSdk("/sdk/v1/flags"));
        String etag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(etag).startsWith("\"default-1-");
        assertThat(server.send(environment.asSdk("/sdk/v1/flags").header("If-None-Match", etag))
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void flagdSyncReturnsDefinition() {
        change(2, "");
        String definition = environment.get("/flags").body();
        assertThat(definition).contains("\"n2\"");
        await().untilAsserted(() -> assertThat(
                        server.send(environment.asSdk("/flagd/v1/flags")).body())
                .isEqualTo(definition));
    }

    @Test
    void streamsSnapshotAndEveryChange() throws InterruptedException {
        try (FlagStreamClient stream = stream()) {
            assertThat(next(stream).revision()).isEqualTo(1);
            for (int revision = 2; revision <= 6; revision++) {
                change(revision, "");
                SnapshotMessage message = next(stream);
                assertThat(message.revision()).isEqualTo(revision);
                assertThat(message.definition()).contains("\"n" + revision + "\"");
            }
        }
    }

    @Test
    void sendsHeartbeatEveryFiveSeconds() {
        try (FlagStreamClient stream = stream()) {
            await().atMost(Duration.ofSeconds(20)).until(() -> stream.comments() >= 1);
            StreamHeartbeatJob loop = server.bean(StreamHeartbeatJob.class);
            for (int tenths = 0; tenths < 50; tenths++) {
                loop.runOnce();
            }
            await().until(() -> stream.comments() >= 2);
        }
    }

    @Test
    void streamsToOtherReadersWhenOneDoesNotRead() throws IOException, InterruptedException {
        SnapshotChannelRegistry channels = awaitNoOpenStreams();
        try (Socket deaf = new Socket(server.uri("/").getHost(), server.uri("/").getPort());
                FlagStreamClient stream = stream()) {
            deaf.setReceiveBufferSize(4_096);
            deaf.getOutputStream()
                    .write(("GET /sdk/v1/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + environment.sdkKey()
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            deaf.getOutputStream().flush();
            await().until(() -> channels.countOpenStreams() == 2);
            assertThat(next(stream).revision()).isEqualTo(1);
            for (int revision = 2; revision <= 13; revision++) {
                change(revision, "x".repeat(1_000_000));
                assertThat(next(stream).revision()).isEqualTo(revision);
            }
            assertThat(channels.countOpenStreams()).isEqualTo(2);
        }
    }

    @Test
    void returns503AboveStreamLimitAndReleasesClosedStreams() {
        SnapshotChannelRegistry channels = awaitNoOpenStreams();
        List<FlagStreamClient> streams = new ArrayList<>();
        HttpResponse<InputStream> answer = open();
        while (answer.statusCode() == 200) {
            streams.add(new FlagStreamClient(answer));
            answer = open();
        }
        assertThat(streams).hasSizeBetween(2, Integer.getInteger("evenkeel.max-streams") - 1);
        assertThat(answer.statusCode()).isEqualTo(503);
        HttpResponse<String> refused = server.send(environment.asSdk("/sdk/v1/stream"));
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(TestServer.json(refused).get("code").asString()).isEqualTo("too-many-streams");
        streams.forEach(FlagStreamClient::close);
        change(1, "");
        await().atMost(Duration.ofSeconds(30)).until(() -> channels.countOpenStreams() == 0);
    }

    private HttpResponse<InputStream> open() {
        return server.send(environment.asSdk("/sdk/v1/stream"), BodyHandlers.ofInputStream());
    }

    /* The server may not have noticed yet that streams of other tests ended. */
    private static SnapshotChannelRegistry awaitNoOpenStreams() {
        SnapshotChannelRegistry channels = server.bean(SnapshotChannelRegistry.class);
        await("streams of other tests").atMost(Duration.ofSeconds(30)).until(() -> channels.countOpenStreams() == 0);
        return channels;
    }

    /* On a separate server, which stops. */
    @Test
    void closesStreamsOnShutdown() {
        TestServer stopping = TestServer.start();
        try (stopping;
                FlagStreamClient stream = new FlagStreamClient(stopping, stopping.asSdk("/sdk/v1/stream"))) {
            stopping.close();
            await().until(stream::hasEnded);
        }
    }

    @Test
    void streamsChangeFromAnotherServer() throws InterruptedException {
        String options = server.databaseUrl();
        try (TestServer other = TestServer.startOnDatabase(
                        options, List.of("--admin-token", TestServer.ADMIN_TOKEN, "--sdk-key", TestServer.SDK_KEY));
                FlagStreamClient stream = new FlagStreamClient(
                        other,
                        new TestEnvironment(other, environment.name(), environment.sdkKey()).asSdk("/sdk/v1/stream"))) {
            assertThat(next(stream).revision()).isEqualTo(1);
            change(2, "");
            assertThat(next(stream).revision()).isEqualTo(2);
        }
    }

    @Test
    void returnsWhenRevisionBecameActiveEverywhere() {
        change(2, "");
        change(3, "");
        SdkClientService clients = server.bean(SdkClientService.class);
        assertThat(clients.findActiveEverywhere(environment.name(), 1)).isEmpty();
        acknowledge("one", 1);
        acknowledge("two", 1);
        acknowledge("one", 2);
        Instant everywhere = clients.findActiveEverywhere(environment.name(), 1).orElseThrow();
        assertThat(clients.findActiveEverywhere(environment.name(), 2)).isEmpty();
        acknowledge("two", 3);
        assertThat(clients.findActiveEverywhere(environment.name(), 2).orElseThrow())
                .isAfterOrEqualTo(everywhere);
        assertThat(clients.findActiveEverywhere(environment.name(), 1)).hasValue(everywhere);
        assertThat(clients.listByEnvironment(environment.name()))
                .extracting(SdkClientState::instance, SdkClientState::revision, SdkClientState::connected)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("one", 2L, true),
                        org.assertj.core.groups.Tuple.tuple("two", 3L, true));
        assertThat(TestServer.json(environment.get("/clients")).get("clients")).hasSize(2);
    }

    @Test
    void reportsClientAsConnectedWhileStreamIsOpen() {
        SdkClientService clients = server.bean(SdkClientService.class);
        try (FlagStreamClient stream = new FlagStreamClient(
                server, environment.asSdk("/sdk/v1/stream").header("Evenkeel-Instance", "three"))) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> clients.listByEnvironment(environment.name()).stream()
                            .anyMatch(client -> client.instance().equals("three") && client.connected()));
            assertThat(clients.findActiveEverywhere(environment.name(), 0)).isEmpty();
            assertThat(stream.hasEnded()).isFalse();
        }
    }

    @Test
    void retainsAcknowledgementOfLongConnectedClient() {
        change(2, "");
        SdkClientService clients = server.bean(SdkClientService.class);
        acknowledge("old", 1);
        acknowledge("old", 2);
        acknowledge("gone", 2);
        JdbcClient jdbc = server.bean(JdbcClient.class);
        jdbc.sql("UPDATE sdk_ack SET received_at = received_at - interval '2 days' WHERE environment = ?")
                .param(environment.name())
                .update();
        jdbc.sql("UPDATE sdk_instance SET last_seen_at = last_seen_at - interval '2 days'"
                        + " WHERE environment = ? AND instance = 'gone'")
                .param(environment.name())
                .update();
        clients.deleteInactive();

        assertThat(clients.listByEnvironment(environment.name()))
                .extracting(SdkClientState::instance, SdkClientState::revision)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("old", 2L));
        assertThat(jdbc.sql("SELECT count(*) FROM sdk_ack WHERE environment = ?")
                        .param(environment.name())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"no json|400", "{\"instance\":\"x\"}|400", "{\"instance\":\"\",\"revision\":1}|422"})
    void rejectsInvalidAcknowledgement(String body, int status) {
        HttpResponse<String> response =
                server.send(environment.asSdk("/sdk/v1/acks").POST(BodyPublishers.ofString(body)));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(TestServer.json(response).get("remedy").asString()).isNotBlank();
    }

    @Test
    void returns422ForAcknowledgementOfUnknownRevision() {
        acknowledge("ahead", 1);
        for (long revision : new long[] {2, 1_000_000, Long.MAX_VALUE}) {
            HttpResponse<String> refused = server.send(environment
                    .asSdk("/sdk/v1/acks")
                    .POST(BodyPublishers.ofString(Json.of("{'instance':'ahead','revision':%s}", revision))));
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
            assertThat(TestServer.json(refused).get("code").asString()).isEqualTo("invalid");
            assertThat(refused.body()).contains(environment.name() + " never had revision " + revision);
        }
    }

    @Test
    void reportsRevisionsThatClientIsBehind() {
        acknowledge("ahead", 1);
        change(2, "");
        JsonNode client = TestServer.requireSuccess(environment.get("/clients")).at("/clients/0");
        assertThat(client.get("instance").asString()).isEqualTo("ahead");
        assertThat(client.get("revision").asLong()).isEqualTo(1);
        assertThat(client.get("behindBy").asLong()).isEqualTo(1);
        acknowledge("ahead", 2);
        acknowledge("ahead", 2);
        assertThat(TestServer.requireSuccess(environment.get("/clients"))
                        .get("behind")
                        .asInt())
                .isZero();
    }

    private void acknowledge(String instance, long revision) {
        String body = Json.of("{'instance':'%s','revision':%s}", instance, revision);
        assertThat(server.send(environment.asSdk("/sdk/v1/acks").POST(BodyPublishers.ofString(body)))
                        .statusCode())
                .isEqualTo(204);
    }

    private FlagStreamClient stream() {
        return new FlagStreamClient(server, environment.asSdk("/sdk/v1/stream"));
    }

    private static SnapshotMessage next(FlagStreamClient stream) throws InterruptedException {
        return Objects.requireNonNull(stream.snapshots().poll(30, TimeUnit.SECONDS), "no snapshot within 30 s");
    }

    private void change(int number, String padding) {
        String definition = """
                {"flags":{"f":{"state":"ENABLED","variants":{"v":"n%d","w":"%s"},"defaultVariant":"v"}}}""".formatted(number, padding);
        assertThat(server.bean(FlagService.class)
                        .replaceDefinition(environment.name(), definition, null, "test", "")
                        .changed())
                .isTrue();
    }
}
