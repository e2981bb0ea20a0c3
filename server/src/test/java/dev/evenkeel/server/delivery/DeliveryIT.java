// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.flag.Flags;
import dev.evenkeel.wire.FlagSet;
import dev.evenkeel.wire.SnapshotMessage;
import dev.evenkeel.wire.WireCodec;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

final class DeliveryIT {
    private static final String FLAGS = "/api/v1/environments/default/flags";
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void servesTheSnapshotWithAnEtagAnd304() {
        HttpResponse<String> empty = server.send(server.asSdk("/sdk/v1/flags"));
        assertThat(empty.headers().firstValue("ETag"))
                .hasValue(FlagSet.of(WireCodec.decodeSnapshot(empty.body())).etag());
        assertThat(WireCodec.decodeSnapshot(empty.body()).revision()).isZero();

        change(1, "");
        await().until(() -> server.send(server.asSdk("/sdk/v1/flags")).body().contains("\"revision\":1"));
        HttpResponse<String> first = server.send(server.asSdk("/sdk/v1/flags"));
        String etag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(etag).startsWith("\"default-1-");
        assertThat(server.send(server.asSdk("/sdk/v1/flags").header("If-None-Match", etag))
                        .statusCode())
                .isEqualTo(304);
        assertThat(server.send(server.asSdk("/flagd/v1/flags")).body())
                .isEqualTo(server.get(FLAGS).body());
    }

    @Test
    void streamsTheSnapshotAtOnceAndEveryChange() throws InterruptedException {
        try (EventStream stream = new EventStream(server, server.asSdk("/sdk/v1/stream"))) {
            assertThat(next(stream).revision()).isZero();
            for (int revision = 1; revision <= 5; revision++) {
                change(revision, "");
                SnapshotMessage message = next(stream);
                assertThat(message.revision()).isEqualTo(revision);
                assertThat(message.definition()).contains("\"n" + revision + "\"");
            }
        }
    }

    @Test
    void saysSomethingEveryFiveSeconds() {
        try (EventStream stream = new EventStream(server, server.asSdk("/sdk/v1/stream"))) {
            await().atMost(Duration.ofSeconds(20)).until(() -> stream.comments() >= 2);
        }
    }

    @Test
    void isNotHeldBackByAReaderThatDoesNotRead() throws IOException, InterruptedException {
        try (Socket deaf = new Socket(server.uri("/").getHost(), server.uri("/").getPort());
                EventStream stream = new EventStream(server, server.asSdk("/sdk/v1/stream"))) {
            deaf.setReceiveBufferSize(4_096);
            deaf.getOutputStream()
                    .write(("GET /sdk/v1/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + TestServer.SDK_KEY
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            deaf.getOutputStream().flush();
            Channels channels = server.bean(Channels.class);
            await().until(() -> channels.open() == 2);
            assertThat(next(stream).revision()).isZero();
            for (int revision = 1; revision <= 12; revision++) {
                change(revision, "x".repeat(1_000_000));
                assertThat(next(stream).revision()).isEqualTo(revision);
            }
            assertThat(channels.open()).isEqualTo(2);
        }
    }

    @Test
    void refusesMoreStreamsThanAllowedWith503AndFreesPlacesOfTheGone() {
        List<EventStream> streams = new ArrayList<>();
        for (int i = 0; i < Integer.getInteger("evenkeel.max-streams"); i++) {
            streams.add(new EventStream(server, server.asSdk("/sdk/v1/stream")));
        }
        HttpResponse<String> refused = server.send(server.asSdk("/sdk/v1/stream"));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(TestServer.json(refused).get("code").asString()).isEqualTo("too-many-streams");
        streams.forEach(EventStream::close);
        change(1, "");
        Channels channels = server.bean(Channels.class);
        await().atMost(Duration.ofSeconds(30)).until(() -> channels.open() == 0);
    }

    @Test
    void endsStreamsWhenTheServerStops() {
        try (EventStream stream = new EventStream(server, server.asSdk("/sdk/v1/stream"))) {
            server.close();
            await().until(stream::hasEnded);
        }
    }

    @Test
    void seesAChangeMadeByAnotherServerOfTheSameDatabase() throws InterruptedException {
        String options = server.databaseUrl();
        try (TestServer other = TestServer.startBare(
                        options, List.of("--admin-token", TestServer.ADMIN_TOKEN, "--sdk-key", TestServer.SDK_KEY));
                EventStream stream = new EventStream(other, other.asSdk("/sdk/v1/stream"))) {
            assertThat(next(stream).revision()).isZero();
            change(1, "");
            assertThat(next(stream).revision()).isEqualTo(1);
        }
    }

    @Test
    void knowsWhenARevisionWasActiveEverywhere() {
        Clients clients = server.bean(Clients.class);
        assertThat(clients.findActiveEverywhere("default", 1)).isEmpty();
        acknowledge("one", 1);
        acknowledge("two", 1);
        acknowledge("one", 2);
        Instant everywhere = clients.findActiveEverywhere("default", 1).orElseThrow();
        assertThat(clients.findActiveEverywhere("default", 2)).isEmpty();
        acknowledge("two", 3);
        assertThat(clients.findActiveEverywhere("default", 2).orElseThrow()).isAfterOrEqualTo(everywhere);
        assertThat(clients.findActiveEverywhere("default", 1)).hasValue(everywhere);
        assertThat(clients.of("default"))
                .extracting(Client::instance, Client::revision, Client::connected)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("one", 2L, true),
                        org.assertj.core.groups.Tuple.tuple("two", 3L, true));
        assertThat(TestServer.json(server.get("/api/v1/environments/default/clients"))
                        .get("clients"))
                .hasSize(2);
    }

    @Test
    void countsAProcessAsConnectedWhileItsStreamIsOpen() {
        Clients clients = server.bean(Clients.class);
        try (EventStream stream =
                new EventStream(server, server.asSdk("/sdk/v1/stream").header("Evenkeel-Instance", "three"))) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> clients.of("default").stream()
                            .anyMatch(client -> client.instance().equals("three") && client.connected()));
            assertThat(clients.findActiveEverywhere("default", 0)).isEmpty();
            assertThat(stream.hasEnded()).isFalse();
        }
    }

    @Test
    void aProcessThatIsConnectedForMoreThanADayIsNotTakenForOneThatAcknowledgedNothing() {
        Clients clients = server.bean(Clients.class);
        acknowledge("old", 1);
        acknowledge("old", 2);
        acknowledge("gone", 2);
        JdbcClient jdbc = server.bean(JdbcClient.class);
        jdbc.sql("UPDATE sdk_ack SET received_at = received_at - interval '2 days'")
                .update();
        jdbc.sql("UPDATE sdk_instance SET last_seen = last_seen - interval '2 days' WHERE instance = 'gone'")
                .update();
        clients.forgetTheLost();

        assertThat(clients.of("default"))
                .extracting(Client::instance, Client::revision)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("old", 2L));
        assertThat(jdbc.sql("SELECT count(*) FROM sdk_ack").query(Long.class).single())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"no json|400", "{\"instance\":\"x\"}|400", "{\"instance\":\"\",\"revision\":1}|422"})
    void refusesWhatIsNoAcknowledgement(String body, int status) {
        HttpResponse<String> response = server.send(server.asSdk("/sdk/v1/acks").POST(BodyPublishers.ofString(body)));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(TestServer.json(response).get("remedy").asString()).isNotBlank();
    }

    private void acknowledge(String instance, long revision) {
        String body = "{\"instance\":\"" + instance + "\",\"revision\":" + revision + "}";
        assertThat(server.send(server.asSdk("/sdk/v1/acks").POST(BodyPublishers.ofString(body)))
                        .statusCode())
                .isEqualTo(204);
    }

    private static SnapshotMessage next(EventStream stream) throws InterruptedException {
        return Objects.requireNonNull(stream.snapshots().poll(30, TimeUnit.SECONDS), "no snapshot within 30 s");
    }

    private void change(int number, String padding) {
        String definition = """
                {"flags":{"f":{"state":"ENABLED","variants":{"v":"n%d","w":"%s"},"defaultVariant":"v"}}}""".formatted(number, padding);
        assertThat(server.bean(Flags.class)
                        .replaceDefinition("default", definition, null, "test", "")
                        .changed())
                .isTrue();
    }
}
