// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A proxy between a client and two servers that answer each byte differently.
class NetworkProxyTest {
    private static final int SOON_MILLIS = 10_000;
    private static final int SILENCE_MILLIS = 300;

    private Echo first;
    private Echo second;
    private NetworkProxy proxy;

    @BeforeEach
    void open() throws IOException {
        first = Echo.start(0);
        second = Echo.start(1);
        proxy = new NetworkProxy(List.of(first.port(), second.port()));
    }

    @AfterEach
    void close() throws IOException, InterruptedException {
        proxy.close();
        first.close();
        second.close();
    }

    /// A server that answers each byte with one that is greater by some number, or by none.
    private record Echo(ServerSocket listener, Thread acceptor) {
        static Echo start(int more) throws IOException {
            var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            return new Echo(listener, startDaemon(() -> accept(listener, more)));
        }

        private static void accept(ServerSocket listener, int more) {
            while (!listener.isClosed()) {
                try {
                    Socket socket = listener.accept();
                    startDaemon(() -> answer(socket, more));
                } catch (IOException closed) {
                    return;
                }
            }
        }

        int port() {
            return listener.getLocalPort();
        }

        /* A thread that waits for a connection can still accept one while its socket is being closed. */
        void close() throws IOException, InterruptedException {
            listener.close();
            acceptor.join();
        }
    }

    private static Thread startDaemon(Runnable work) {
        var thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void answer(Socket socket, int more) {
        try (socket) {
            for (int said = socket.getInputStream().read();
                    said >= 0;
                    said = socket.getInputStream().read()) {
                socket.getOutputStream().write(said + more);
            }
        } catch (IOException ended) {
            /* The client is gone. */
        }
    }

    private Socket connect() throws IOException {
        return connectTo(proxy);
    }

    private static Socket connectTo(NetworkProxy proxy) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(SOON_MILLIS);
        return socket;
    }

    private static int send(Socket socket, int value) throws IOException {
        socket.getOutputStream().write(value);
        return socket.getInputStream().read();
    }

    private static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        assertThatThrownBy(() -> send(socket, 7)).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(SOON_MILLIS);
    }

    @Test
    void distributesConnectionsAcrossAvailableServers() throws IOException, InterruptedException {
        try (Socket one = connect();
                Socket other = connect()) {
            assertThat(List.of(send(one, 10), send(other, 10))).containsExactlyInAnyOrder(10, 11);
        }
        first.close();
        try (Socket one = connect();
                Socket other = connect()) {
            assertThat(List.of(send(one, 10), send(other, 10))).containsExactly(11, 11);
        }
    }

    @Test
    void holdsAllTrafficWhileSilentAndDeliversItAfterwards() throws IOException {
        try (Socket before = connect()) {
            int more = send(before, 10) - 10;
            proxy.setSilent(true);
            assertSilent(before);
            try (Socket fresh = connect()) {
                assertSilent(fresh);
                proxy.setSilent(false);
                assertThat(fresh.getInputStream().read()).isBetween(7, 8);
            }
            assertThat(before.getInputStream().read()).isEqualTo(7 + more);
        }
    }

    @Test
    void stallsOpenConnectionsWhileStrandedAndResetsThemAfterwards() throws IOException {
        try (Socket before = connect()) {
            send(before, 10);
            proxy.setStranded(true);
            assertSilent(before);
            try (Socket fresh = connect()) {
                assertThat(send(fresh, 10)).isBetween(10, 11);
                proxy.setStranded(false);
                assertThatThrownBy(() -> before.getInputStream().read()).isInstanceOf(SocketException.class);
                assertThat(send(fresh, 20)).isBetween(20, 21);
            }
        }
    }

    @Test
    void resetsOpenConnections() throws IOException {
        try (Socket before = connect()) {
            send(before, 10);
            proxy.resetConnections();
            assertThatThrownBy(() -> before.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        try (Socket fresh = connect()) {
            assertThat(send(fresh, 10)).isBetween(10, 11);
        }
    }

    @Test
    void closesConnectionOnceAfterGivenServerBytes() throws IOException {
        try (Socket socket = connect()) {
            int more = send(socket, 10) - 10;
            proxy.cutBehind(new byte[] {(byte) (20 + more), (byte) (21 + more)});

            assertThat(send(socket, 20)).isEqualTo(20 + more);
            assertThat(proxy.isCutPending()).isTrue();
            assertThat(send(socket, 21)).isEqualTo(21 + more);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            assertThat(proxy.isCutPending()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"text/event-stream, 12", "text/plain, 13"})
    void buffersOnlyEventStreams(String type, int arrives) throws IOException {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n\r\n";
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var buffering = NetworkProxy.bufferingStreams(server.getLocalPort(), 4);
                Socket client = connectTo(buffering);
                Socket accepted = server.accept()) {
            accepted.getOutputStream().write((head + "data: 1234567").getBytes(StandardCharsets.US_ASCII));

            byte[] received = client.getInputStream().readNBytes(head.length() + arrives);
            assertThat(new String(received, StandardCharsets.US_ASCII)).startsWith(head);
            client.setSoTimeout(SILENCE_MILLIS);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void delaysBothDirections() throws IOException {
        try (Socket socket = connect()) {
            send(socket, 10);
            proxy.setDelay(200);
            long began = System.nanoTime();
            send(socket, 10);
            assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(400_000_000L);
        }
    }
}
