// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestEnvironment;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.security.access.SdkKeyRepository;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FlagdSyncServerIT {
    /// So large that one message fills the buffers of a client that does not read.
    private static final String PADDING = "x".repeat(200_000);

    private static TestServer server;
    private static ManagedChannel channel;
    private TestEnvironment environment;
    private String key;

    @BeforeAll
    static void start() {
        server = TestServer.start("--sync-port", "0");
        channel = channelTo(server);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
        server.close();
    }

    @BeforeEach
    void define() {
        environment = server.newEnvironment();
        key = "Bearer " + environment.sdkKey();
    }

    /* A stream of a disconnected client ends at the next change, or some seconds later. */
    @AfterEach
    void endStreams() {
        change(0);
    }

    private static ManagedChannel channelTo(TestServer server) {
        return NettyChannelBuilder.forAddress("127.0.0.1", server.syncPort())
                .usePlaintext()
                .build();
    }

    @Test
    void printsSyncAddressBeforeReady() {
        assertThat(server.output().lines().toList())
                .contains("Sync 127.0.0.1:" + server.syncPort())
                .last()
                .asString()
                .startsWith("Ready http://");
    }

    @Test
    void doesNotListenWithoutSyncPort() {
        try (TestServer other = TestServer.start()) {
            assertThat(other.output()).doesNotContain("Sync ");
            assertThat(other.bean(FlagdSyncServer.class).address()).isEmpty();
        }
    }

    @Test
    void fetchReturnsSameDefinitionAsHttpSync() {
        change(1);
        await().until(() -> fetch(key).contains("\"n1\""));
        assertThat(fetch(key))
                .isEqualTo(server.send(environment.asSdk("/flagd/v1/flags")).body());
    }

    @Test
    void recordsStreamAsBulkRead() {
        assertThat(environment.get("/stale-flags").body()).contains(Json.of("'lastBulkReadAt':null"));
        try (FlagdSyncClient reader = new FlagdSyncClient(open(key))) {
            reader.read(1);
            await().until(() -> !environment.get("/stale-flags").body().contains(Json.of("'lastBulkReadAt':null")));
        }
    }

    @Test
    void returnsEmptyMetadata() {
        assertThat(ClientCalls.blockingUnaryCall(
                        open(key), FlagdSyncMethodDescriptors.GET_METADATA, CallOptions.DEFAULT, "a provider"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer unknown-key", "Basic " + TestServer.SDK_KEY})
    void rejectsMissingOrInvalidSdkKey(String authorization) {
        assertThatThrownBy(() -> fetch(authorization))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageStartingWith("UNAUTHENTICATED")
                .hasMessageContaining("authorization: Bearer SDK_KEY");
        try (FlagdSyncClient reader = new FlagdSyncClient(open(authorization))) {
            await().until(() -> reader.ended() == Status.Code.UNAUTHENTICATED);
        }
    }

    /* In the default environment, to which nothing was written. */
    @Test
    void streamsDefinitionAndEveryChange() {
        environment = server.defaultEnvironment();
        try (FlagdSyncClient reader = new FlagdSyncClient(open("Bearer " + environment.sdkKey()))) {
            reader.read(Integer.MAX_VALUE);
            await().until(() -> reader.newest().equals(Json.of("{'flags':{}}")));
            for (int number = 1; number <= 5; number++) {
                change(number);
                String expected = "\"n" + number + "\"";
                await().until(() -> reader.newest().contains(expected));
            }
            assertThat(reader.received()).isEqualTo(6);
        }
    }

    @Test
    void sendsSlowReaderOnlyNewestChangeWithoutBlockingOthers() {
        change(1);
        try (FlagdSyncClient deaf = new FlagdSyncClient(open(key));
                FlagdSyncClient reader = new FlagdSyncClient(open(key))) {
            reader.read(Integer.MAX_VALUE);
            for (int number = 2; number <= 9; number++) {
                change(number);
                String expected = "\"n" + number + "\"";
                await().until(() -> reader.newest().contains(expected));
            }
            deaf.read(Integer.MAX_VALUE);
            await().until(() -> deaf.newest().contains("\"n9\""));
            assertThat(deaf.received()).isLessThan(reader.received());
        }
    }

    @Test
    void releasesStreamWhenReaderDisconnects() {
        SnapshotChannelRegistry channels = server.bean(SnapshotChannelRegistry.class);
        await("readers of other tests").atMost(Duration.ofSeconds(30)).until(() -> channels.countOpenStreams() == 0);
        try (FlagdSyncClient reader = new FlagdSyncClient(open(key))) {
            reader.read(1);
            await().until(() -> reader.received() == 1 && channels.countOpenStreams() == 1);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> channels.countOpenStreams() == 0);
    }

    /* On a separate server, which stops. */
    @Test
    void closesStreamsWithUnavailableOnShutdown() {
        TestServer stopping = TestServer.start("--sync-port", "0");
        ManagedChannel toIt = channelTo(stopping);
        try (FlagdSyncClient reader = new FlagdSyncClient(authorized(toIt, "Bearer " + TestServer.SDK_KEY))) {
            reader.read(Integer.MAX_VALUE);
            await().until(() -> reader.received() == 1);
            stopping.close();
            await().until(() -> reader.ended() != null);
            assertThat(reader.ended()).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(reader.reason()).isEqualTo("The server is stopping. Reconnect in a second.");
        } finally {
            toIt.shutdownNow();
            stopping.close();
        }
    }

    @Test
    void closesStreamsOfRevokedSdkKey() {
        SdkKeyRepository keys = server.bean(SdkKeyRepository.class);
        SdkKeyRepository.CreatedSdkKey createdSdkKey =
                keys.create(new SdkKeyRepository.NewSdkKeyAttributes(environment.name(), "a test", "", null));
        try (FlagdSyncClient reader = new FlagdSyncClient(open("Bearer " + createdSdkKey.text()))) {
            reader.read(Integer.MAX_VALUE);
            await().until(() -> reader.received() == 1);
            assertThat(keys.revoke(environment.name(), createdSdkKey.key().id()))
                    .isTrue();
            change(1);
            await().until(() -> reader.ended() == Status.Code.UNAUTHENTICATED);
            assertThat(reader.reason()).startsWith("The SDK key was revoked or has expired.");
        }
    }

    @Test
    void closesOutdatedStreamWithUnavailable() throws Exception {
        var reader = new FlagdSyncStream.Subscriber(() -> true, () -> false, () -> {});
        assertClosedAfterFirstMessage(reader, "The server cannot reach its database");
    }

    @Test
    void closesFailedStreamWithUnavailable() throws Exception {
        var reader = new FlagdSyncStream.Subscriber(() -> true, () -> true, () -> {
            throw new IllegalStateException("for the test");
        });
        assertClosedAfterFirstMessage(reader, "Internal error.");
    }

    /// Serves one stream by a separate gRPC server to a client that behaves unlike real ones.
    private void assertClosedAfterFirstMessage(FlagdSyncStream.Subscriber reader, String reason) throws Exception {
        EncodedSnapshot snapshot = server.bean(SnapshotChannelRegistry.class).getNewest("default");
        Server other = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(ServerServiceDefinition.builder(FlagdSyncMethodDescriptors.SERVICE)
                        .addMethod(
                                FlagdSyncMethodDescriptors.SYNC_FLAGS,
                                ServerCalls.asyncServerStreamingCall((ignored, caller) -> Thread.ofVirtual()
                                        .start(new FlagdSyncStream(
                                                new SnapshotChannel(() -> false),
                                                snapshot,
                                                (ServerCallStreamObserver<String>) caller,
                                                reader,
                                                Duration.ofMillis(20)))))
                        .build())
                .build()
                .start();
        ManagedChannel toOther = NettyChannelBuilder.forAddress("127.0.0.1", other.getPort())
                .usePlaintext()
                .build();
        try (FlagdSyncClient stream = new FlagdSyncClient(toOther)) {
            stream.read(Integer.MAX_VALUE);
            await().until(() -> stream.ended() == Status.Code.UNAVAILABLE);
            assertThat(stream.reason()).startsWith(reason);
            assertThat(stream.received()).isEqualTo(1);
        } finally {
            toOther.shutdownNow();
            other.shutdownNow();
        }
    }

    private static String fetch(String authorization) {
        return ClientCalls.blockingUnaryCall(
                open(authorization), FlagdSyncMethodDescriptors.FETCH_ALL_FLAGS, CallOptions.DEFAULT, "a provider");
    }

    private static io.grpc.Channel open(String authorization) {
        return authorized(channel, authorization);
    }

    private static io.grpc.Channel authorized(io.grpc.Channel channel, String authorization) {
        Metadata headers = new Metadata();
        if (!authorization.isEmpty()) {
            headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), authorization);
        }
        return ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    private void change(int number) {
        String definition = """
                {"flags":{"f":{"state":"ENABLED","variants":{"n%d":"%s"},"defaultVariant":"n%d"}}}""".formatted(number, PADDING, number);
        assertThat(environment.put("/flags", definition).statusCode()).isEqualTo(200);
    }
}
