// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.wire.SnapshotMessage;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.server.TestEnvironment;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.flags.flag.FlagService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Flag streams over plain sockets, with slow, stalled and disconnected clients.
final class ClientFlagEventStreamIT {
    private static final int LARGE = 3_000_000;

    private static TestServer server;
    private static SnapshotChannelRegistry channels;
    private TestEnvironment environment;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        channels = server.bean(SnapshotChannelRegistry.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /* A new environment with flags at revision 2. */
    @BeforeEach
    void define() {
        environment = server.newEnvironment();
        await("streams of other tests").until(() -> channels.countOpenStreams() == 0);
        define(2);
    }

    /* On a separate server, which stops. */
    @Test
    void sendsUnchunkedEventStreamUntilConnectionCloses() throws IOException {
        TestServer stopping = TestServer.start();
        try (stopping;
                Socket socket = open(stopping.defaultEnvironment(), "/sdk/v1/stream");
                BufferedReader lines = reader(socket)) {
            assertThat(lines.readLine()).startsWith("HTTP/1.1 200");
            List<String> head = new ArrayList<>();
            for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
                head.add(line);
            }
            assertThat(head)
                    .contains("Content-Type: text/event-stream;charset=UTF-8", "Connection: close")
                    .noneMatch(line -> line.startsWith("Transfer-Encoding") || line.startsWith("Upgrade"));
            assertThat(nextSnapshot(lines).revision()).isZero();
            stopping.close();
            assertThat(lines.lines()).containsAnyOf("").allMatch(line -> line.isEmpty() || line.equals(":"));
        }
    }

    @Test
    void closesStreamAfterConsecutiveOutdatedHeartbeats() throws IOException {
        try (Socket socket = open("/sdk/v1/stream");
                BufferedReader lines = reader(socket)) {
            assertThat(nextSnapshot(lines).revision()).isEqualTo(2);
            assertThat(channels.isCurrent()).isTrue();
            channels.forEachStream(stream -> stream.writeHeartbeat(false));
            channels.forEachStream(stream -> stream.writeHeartbeat(true));
            channels.forEachStream(stream -> stream.writeHeartbeat(false));
            assertThat(channels.countOpenStreams()).isEqualTo(1);
            channels.forEachStream(stream -> stream.writeHeartbeat(false));
            assertThat(channels.countOpenStreams()).isZero();
            assertThat(lines.lines()).allMatch(line -> line.isEmpty() || line.equals(":"));
        }
    }

    @Test
    void sendsSlowReaderWholeSnapshotsAndSkipsOutdatedOnes() throws IOException {
        try (Socket slow = open("/sdk/v1/stream")) {
            await().until(() -> channels.countOpenStreams() == 1);
            for (int revision = 3; revision <= 5; revision++) {
                define(revision);
            }
            BufferedReader lines = reader(slow);
            assertThat(nextSnapshot(lines).revision()).isEqualTo(2);
            SnapshotMessage next = nextSnapshot(lines);
            while (next.revision() < 5) {
                assertThat(next.definition()).contains("\"n" + next.revision() + "\"");
                next = nextSnapshot(lines);
            }
            assertThat(next.definition()).hasSizeGreaterThan(LARGE).contains("\"n5\"");
            assertThat(channels.countOpenStreams()).isEqualTo(1);
        }
    }

    @Test
    void detectsClosedConnectionWithoutWriting() throws IOException {
        for (int i = 0; i < 20; i++) {
            open("/sdk/v1/stream").close();
            Socket listening = open("/ofrep/v1/stream");
            assertThat(listening.getInputStream().read()).isEqualTo('H');
            listening.close();
        }
        await().until(() -> channels.countOpenStreams() == 0);
    }

    /* On a separate server with a write timeout of one second. */
    @Test
    void closesStreamAfterWriteTimeout() throws IOException {
        try (TestServer impatient = startWithShortWriteTimeout()) {
            environment = impatient.defaultEnvironment();
            define(1);
            SnapshotChannelRegistry ofIt = impatient.bean(SnapshotChannelRegistry.class);
            try (Socket deaf = open("/sdk/v1/stream")) {
                assertThat(deaf.getInputStream().read())
                        .as("the stream is open")
                        .isEqualTo('H');
                await().atMost(Duration.ofMinutes(2)).until(() -> ofIt.countOpenStreams() == 0);
                assertThat(deaf.isClosed()).isFalse();
            }
        }
    }

    private static TestServer startWithShortWriteTimeout() {
        System.setProperty("evenkeel.stream-write-timeout-seconds", "1");
        try {
            return TestServer.start();
        } finally {
            System.clearProperty("evenkeel.stream-write-timeout-seconds");
        }
    }

    @Test
    void ignoresDataSentByReader() throws IOException {
        try (Socket talkative = open("/sdk/v1/stream")) {
            BufferedReader lines = reader(talkative);
            assertThat(nextSnapshot(lines).revision()).isEqualTo(2);
            talkative
                    .getOutputStream()
                    .write("GET / HTTP/1.1\r\n\r\n".repeat(100).getBytes(UTF_8));
            talkative.getOutputStream().flush();
            define(3);
            assertThat(nextSnapshot(lines).revision()).isEqualTo(3);
        }
    }

    private Socket open(String path) throws IOException {
        return open(environment, path);
    }

    private static Socket open(TestEnvironment environment, String path) throws IOException {
        URI address = environment.server().uri("/");
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + environment.sdkKey()
                                + "\r\n\r\n")
                        .getBytes(UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    private static SnapshotMessage nextSnapshot(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (!line.startsWith("data: ")) {
            line = lines.readLine();
        }
        return WireCodec.decodeSnapshot(line.substring(6));
    }

    private void define(int revision) {
        String definition = """
                {"flags":{"f":{"state":"ENABLED","variants":{"v":"n%d","w":"%s"},"defaultVariant":"v"}}}""".formatted(revision, "x".repeat(LARGE));
        TestServer of = environment.server();
        of.bean(FlagService.class).replaceDefinition(environment.name(), definition, null, "test", "");
        await().until(() -> of.bean(SnapshotChannelRegistry.class)
                        .getNewest(environment.name())
                        .revision()
                == revision);
    }
}
