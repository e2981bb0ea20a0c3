// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.wire.FlagSet;
import dev.evenkeel.core.wire.RevisionAckMessage;
import dev.evenkeel.core.wire.SnapshotMessage;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.json.Json;
import dev.evenkeel.net.FreePort;
import dev.evenkeel.sdk.internal.persistence.ChecksummedTestFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FlagDeliveryTest {
    private static final String CLASSIC = RolloutFlags.plain("classic");
    private static final String MODERN = RolloutFlags.plain("modern");

    @TempDir
    Path directory;

    @Test
    void loadsFlagsBeforeStartReturnsAndFollowsStream() throws InterruptedException {
        try (var server = new TestServer(1, CLASSIC);
                Evenkeel evenkeel = Evenkeel.start(server.config().build())) {
            assertThat(evenkeel.state()).isEqualTo(new SdkState.Ready());
            assertThat(variant(evenkeel)).isEqualTo("classic");
            server.publish(2, MODERN);
            awaitRevision(evenkeel, 2);
            assertThat(variant(evenkeel)).isEqualTo("modern");
            assertThat(evenkeel.stats().sinceLastContact()).isNotNull();
        }
    }

    @Test
    void acknowledgesEveryActivatedRevision() throws InterruptedException {
        try (var server = new TestServer(1, CLASSIC);
                Evenkeel evenkeel = Evenkeel.start(server.config().build())) {
            RevisionAckMessage first = nextAck(server);
            assertThat(first.revision()).isEqualTo(1);
            server.publish(2, MODERN);
            assertThat(nextAck(server)).isEqualTo(new RevisionAckMessage(first.instance(), 2, true));
            assertThat(variant(evenkeel)).isEqualTo("modern");
        }
    }

    @Test
    void retriesFailedAcknowledgementOnNextHeartbeat() throws InterruptedException {
        try (var server = new TestServer(1, CLASSIC)) {
            server.ackStatuses.add(503);
            try (Evenkeel evenkeel = Evenkeel.start(server.config().build())) {
                assertThat(variant(evenkeel)).isEqualTo("classic");
                await().until(() -> {
                    server.sendRawEvent(": still here\n\n");
                    return !server.acks.isEmpty();
                });
                assertThat(nextAck(server).revision()).isEqualTo(1);
            }
        }
    }

    @Test
    void ignoresOlderRevisionsOnStream() {
        try (var server = new TestServer(5, MODERN);
                Evenkeel evenkeel = Evenkeel.start(server.config().build())) {
            server.publish(4, CLASSIC);
            server.publish(6, MODERN);
            awaitRevision(evenkeel, 6);
            server.publish(5, CLASSIC);
            server.publish(7, MODERN);
            awaitRevision(evenkeel, 7);
            assertThat(server.acks).extracting(RevisionAckMessage::revision).doesNotContain(4L);
        }
    }

    @Test
    void sendsSameInstanceIdOnStreamAndInAcknowledgements() throws Exception {
        try (var server = new TestServer(1, CLASSIC);
                Evenkeel evenkeel = Evenkeel.start(server.config().build())) {
            String instance = evenkeel.stats().instance();
            assertThat(nextAck(server).instance()).isEqualTo(instance);
            assertThat(server.streamInstances).containsExactly(instance);
        }
    }

    @Test
    void acceptsOlderRevisionAfterReconnect() {
        try (var server = new TestServer(5, MODERN);
                Evenkeel evenkeel = Evenkeel.start(server.config().build())) {
            server.snapshot = new SnapshotMessage("default", 3, CLASSIC);
            server.endStreams();
            awaitRevision(evenkeel, 3);
            assertThat(variant(evenkeel)).isEqualTo("classic");
        }
    }

    /// Starts a process that receives revision 6 with a token and writes it to its snapshot file.
    ///
    /// @return the configuration with which it starts again
    private EvenkeelConfig receiveRevisionSix() {
        Path file = directory.resolve("flags.json");
        try (var server = new TestServer(5, MODERN)) {
            EvenkeelConfig config = server.config().snapshotFile(file).build();
            server.snapshot = new SnapshotMessage("default", 5, MODERN, "5-17-abc");
            try (Evenkeel evenkeel = Evenkeel.start(config)) {
                awaitRevision(evenkeel, 5);
                server.snapshot = new SnapshotMessage("default", 6, CLASSIC, "6-18-abc");
                server.endStreams();
                awaitRevision(evenkeel, 6);
                await().until(() -> Files.exists(file) && Files.readString(file).contains("6-18-abc"));
            }
            return config;
        }
    }

    private static TestServer outdatedServer(EvenkeelConfig config) {
        var outdated = new TestServer(config.server().getPort(), 4, MODERN);
        outdated.streamStatus = 503;
        outdated.pollStatus = 503;
        outdated.pollErrorBody = Json.of("{'code':'database-outdated'}");
        return outdated;
    }

    @Test
    void sendsRevisionTokenAfterRestart() {
        EvenkeelConfig config = receiveRevisionSix();
        try (TestServer outdated = outdatedServer(config);
                Evenkeel evenkeel = Evenkeel.start(config)) {
            await().until(() -> outdated.revisionTokens.size() >= 4);
            assertThat(outdated.revisionTokens).containsOnly("6-18-abc");
            assertThat(evenkeel.stats().revision()).isEqualTo(6);
        }
    }

    @Test
    void keepsFlagsWhileServerDatabaseIsOutdated() {
        EvenkeelConfig config = receiveRevisionSix();
        try (TestServer outdated = outdatedServer(config);
                Evenkeel evenkeel = Evenkeel.start(config)) {
            await().until(() -> evenkeel.state().toString().contains("its database is older"));
            assertThat(variant(evenkeel)).isEqualTo("classic");
            assertThat(outdated.polls).isNotEmpty();
        }
    }

    @Test
    void acceptsNewerFlagsOnceServerRecovers() {
        EvenkeelConfig config = receiveRevisionSix();
        try (TestServer outdated = outdatedServer(config);
                Evenkeel evenkeel = Evenkeel.start(config)) {
            await().until(() -> evenkeel.state().toString().contains("its database is older"));
            outdated.snapshot = new SnapshotMessage("default", 1_000_006, MODERN, "1000006-19-abc");
            outdated.pollStatus = 200;
            outdated.streamStatus = 200;
            awaitRevision(evenkeel, 1_000_006);
            assertThat(variant(evenkeel)).isEqualTo("modern");
        }
    }

    @Test
    void reconnectsToRestartedServerWithNewerOrOlderFlags() {
        var first = new TestServer(5, MODERN);
        int port = first.port();
        try (Evenkeel evenkeel = Evenkeel.start(first.config().build())) {
            first.close();
            try (var second = new TestServer(port, 6, CLASSIC)) {
                awaitRevision(evenkeel, 6);
                assertThat(second.snapshot.revision()).isEqualTo(6);
            }
            try (var restored = new TestServer(port, 2, MODERN)) {
                awaitRevision(evenkeel, 2);
                assertThat(variant(evenkeel)).isEqualTo("modern");
                restored.publish(3, CLASSIC);
                awaitRevision(evenkeel, 3);
            }
        }
    }

    @Test
    void ignoresTruncatedEventAndReopensStream() {
        try (var server = new TestServer(1, CLASSIC);
                Evenkeel evenkeel = Evenkeel.start(server.config().build())) {
            String event = TestServer.event(new SnapshotMessage("default", 9, MODERN));
            server.sendRawEvent(event.substring(0, event.length() / 2));
            server.endStreams();
            await().until(() -> server.streams.get() >= 2);
            assertThat(evenkeel.stats().revision()).isEqualTo(1);
            server.publish(2, MODERN);
            awaitRevision(evenkeel, 2);
        }
    }

    @Test
    void reopensStreamAfterConnectionResetWithinEvent() throws Exception {
        try (var listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            var served = new FutureTask<Void>(() -> resetThenServe(listener), null);
            new Thread(served).start();
            EvenkeelConfig config = EvenkeelConfig.builder(
                            URI.create("http://127.0.0.1:" + listener.getLocalPort()), "k")
                    .build();
            try (Evenkeel evenkeel = Evenkeel.start(config)) {
                awaitRevision(evenkeel, 2);
                assertThat(variant(evenkeel)).isEqualTo("modern");
            }
            served.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void updatesFlagsWhenCommonPoolIsSaturated() throws InterruptedException {
        var release = new CountDownLatch(1);
        for (int i = 0; i < 100; i++) {
            ForkJoinPool.commonPool().execute(() -> awaitQuietly(release));
        }
        try (var server = new TestServer(1, CLASSIC);
                Evenkeel evenkeel = Evenkeel.start(
                        server.config().requestTimeout(Duration.ofMinutes(10)).build())) {
            awaitRevision(evenkeel, 1);
            server.publish(2, MODERN);
            awaitRevision(evenkeel, 2);
            assertThat(nextAck(server).revision()).isEqualTo(1);
        } finally {
            release.countDown();
        }
    }

    @Test
    void reopensStreamAfterHeartbeatTimeout() {
        try (var server = new TestServer(1, CLASSIC);
                Evenkeel evenkeel = Evenkeel.start(
                        server.config().heartbeatTimeout(Duration.ofMillis(100)).build())) {
            await().until(() -> server.streams.get() >= 3);
            assertThat(variant(evenkeel)).isEqualTo("classic");
        }
    }

    @Test
    void pollsWithEtagWhileStreamIsUnavailable() {
        try (var server = new TestServer(1, CLASSIC)) {
            server.streamStatus = 503;
            try (Evenkeel evenkeel = Evenkeel.start(server.config().build())) {
                assertThat(variant(evenkeel)).isEqualTo("classic");
                await().until(() ->
                        server.polls.contains(FlagSet.of(server.snapshot).etag()));
                assertThat(evenkeel.state()).isEqualTo(new SdkState.Ready());
                server.publish(2, MODERN);
                awaitRevision(evenkeel, 2);
            }
        }
    }

    @Test
    void stopsPollingOnceStreamIsOpen() {
        try (var server = new TestServer(1, CLASSIC)) {
            server.streamStatus = 503;
            try (Evenkeel evenkeel = Evenkeel.start(server.config().build())) {
                server.streamStatus = 200;
                await().until(() -> server.openStreams() == 1);
                int polls = server.polls.size();
                server.publish(2, MODERN);
                awaitRevision(evenkeel, 2);
                assertThat(server.polls).hasSize(polls);
            }
        }
    }

    @Test
    void startReturnsImmediatelyWithoutServerAndLoadsFlagsLater() throws Exception {
        int port = FreePort.find();
        EvenkeelConfig config = EvenkeelConfig.builder(URI.create("http://127.0.0.1:" + port), TestServer.KEY)
                .startTimeout(Duration.ofHours(1))
                .build();
        try (Evenkeel evenkeel = Evenkeel.start(config)) {
            assertThat(evenkeel.state()).isInstanceOf(SdkState.NotReady.class);
            assertThat(evenkeel.stats().sinceLastContact()).isNull();
            try (var server = new TestServer(port, 1, MODERN)) {
                awaitRevision(evenkeel, 1);
                assertThat(server.streams.get()).isPositive();
            }
        }
    }

    @Test
    void startsFromSnapshotFileWithoutServer() throws Exception {
        Path file = directory.resolve("flags.json");
        int port;
        try (var server = new TestServer(7, MODERN);
                Evenkeel evenkeel =
                        Evenkeel.start(server.config().snapshotFile(file).build())) {
            port = server.port();
            assertThat(variant(evenkeel)).isEqualTo("modern");
            await().until(() -> Files.exists(file));
        }
        EvenkeelConfig config = EvenkeelConfig.builder(URI.create("http://127.0.0.1:" + port), TestServer.KEY)
                .snapshotFile(file)
                .build();
        try (Evenkeel evenkeel = Evenkeel.start(config)) {
            assertThat(evenkeel.state()).isInstanceOf(SdkState.Stale.class);
            assertThat(evenkeel.stats().revision()).isEqualTo(7);
            assertThat(variant(evenkeel)).isEqualTo("modern");
            try (var restored = new TestServer(port, 3, CLASSIC)) {
                awaitRevision(evenkeel, 3);
                assertThat(restored.streams.get()).isPositive();
            }
        }
    }

    @Test
    void countsAndIgnoresUnusableSnapshotFile() throws Exception {
        Path file = directory.resolve("flags.json");
        ChecksummedTestFiles.write(file, WireCodec.encode(new SnapshotMessage("default", 7, Json.of("{'flags':7}"))));
        try (var server = new TestServer(1, CLASSIC);
                Evenkeel evenkeel =
                        Evenkeel.start(server.config().snapshotFile(file).build())) {
            assertThat(evenkeel.stats().snapshotFileFailures()).isEqualTo(1);
            assertThat(variant(evenkeel)).isEqualTo("classic");
        }
    }

    @Test
    void reportsErrorUntilRejectedKeyIsAccepted() {
        try (var server = new TestServer(1, CLASSIC)) {
            server.streamStatus = 401;
            server.pollStatus = 401;
            try (Evenkeel evenkeel = Evenkeel.start(server.config().build())) {
                assertThat(evenkeel.state()).isInstanceOf(SdkState.InError.class);
                assertThat(evenkeel.state().toString()).contains("401").doesNotContain(TestServer.KEY);
                server.streamStatus = 200;
                server.pollStatus = 200;
                awaitRevision(evenkeel, 1);
                await().until(() -> evenkeel.state().equals(new SdkState.Ready()));
            }
        }
    }

    @Test
    void reportsErrorAndKeepsFlagsOnInvalidDefinition() {
        try (var server = new TestServer(1, MODERN);
                Evenkeel evenkeel = Evenkeel.start(server.config().build())) {
            server.publish(2, Json.of("{'flags':{'payment-core':{'state':'MAYBE'}}}"));
            await().until(() -> evenkeel.state() instanceof SdkState.InError);
            assertThat(variant(evenkeel)).isEqualTo("modern");
        }
    }

    @Test
    void recoversFromInvalidDefinitionAndMalformedEvent() {
        try (var server = new TestServer(1, MODERN);
                Evenkeel evenkeel = Evenkeel.start(server.config().build())) {
            server.publish(2, Json.of("{'flags':{'payment-core':{'state':'MAYBE'}}}"));
            await().until(() -> evenkeel.state() instanceof SdkState.InError);
            server.sendRawEvent("event: snapshot\ndata: nonsense\n\n");
            server.publish(3, CLASSIC);
            awaitRevision(evenkeel, 3);
            await().until(() -> evenkeel.state().equals(new SdkState.Ready()));
            assertThat(evenkeel.stats().internalErrors()).isZero();
        }
    }

    @Test
    void becomesStaleWhenServerIsSilentTooLong() {
        var server = new TestServer(1, MODERN);
        try (Evenkeel evenkeel = Evenkeel.start(
                server.config().staleAfter(Duration.ofMillis(100)).build())) {
            server.close();
            await().until(() -> evenkeel.state() instanceof SdkState.Stale);
            assertThat(variant(evenkeel)).isEqualTo("modern");
        }
    }

    @Test
    void closeStopsThreadsAndKeepsFlags() {
        try (var server = new TestServer(1, MODERN)) {
            Evenkeel evenkeel = Evenkeel.start(server.config().build());
            evenkeel.close();
            await().until(() -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("evenkeel-")));
            assertThat(variant(evenkeel)).isEqualTo("modern");
            evenkeel.close();
        }
    }

    /// Resets two streams in the middle of an event and every poll; the third stream stays.
    private static void resetThenServe(ServerSocket listener) {
        byte[] head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n".getBytes(UTF_8);
        byte[] event =
                TestServer.event(new SnapshotMessage("default", 2, MODERN)).getBytes(UTF_8);
        try {
            for (int streams = 0; streams < 3; ) {
                Socket socket = listener.accept();
                var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
                boolean stream = reader.readLine().contains("/sdk/v1/stream");
                streams += stream ? 1 : 0;
                boolean whole = stream && streams == 3;
                socket.getOutputStream().write(head);
                socket.getOutputStream().write(event, 0, whole ? event.length : event.length / 2);
                if (!whole) {
                    socket.setSoLinger(true, 0);
                    socket.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RevisionAckMessage nextAck(TestServer server) throws InterruptedException {
        return requireNonNull(server.acks.poll(20, TimeUnit.SECONDS), "no acknowledgement came");
    }

    private static void awaitRevision(Evenkeel evenkeel, long revision) {
        await().until(() -> evenkeel.stats().revision() == revision);
    }

    private static Object variant(Evenkeel evenkeel) {
        return String.valueOf(evenkeel.evaluate(RolloutFlags.FLAG, EvaluationContext.of("alice"))
                .variant());
    }
}
