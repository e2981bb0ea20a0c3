// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.faultinjection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Between a client and two servers that say everything again, in another way each.
class NetworkProxyTest {
    private static final int SOON_MILLIS = 10_000;
    private static final int SILENCE_MILLIS = 300;

    private Echo first;
    private Echo second;
    private NetworkProxy wire;

    @BeforeEach
    void open() throws IOException {
        first = Echo.start(0);
        second = Echo.start(1);
        wire = new NetworkProxy(List.of(first.port(), second.port()));
    }

    @AfterEach
    void close() throws IOException, InterruptedException {
        wire.close();
        first.close();
        second.close();
    }

    /// A server that answers each byte with one that is greater by some number, or by none.
    private record Echo(ServerSocket listener, Thread acceptor) {
        static Echo start(int more) throws IOException {
            var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            return new Echo(listener, Thread.ofPlatform().daemon().start(() -> accept(listener, more)));
        }

        private static void accept(ServerSocket listener, int more) {
            while (!listener.isClosed()) {
                try {
                    Socket socket = listener.accept();
                    Thread.ofPlatform().daemon().start(() -> answer(socket, more));
                } catch (IOException closed) {
                    return;
                }
            }
        }

        int port() {
            return listener.getLocalPort();
        }

        /* Who waits for a connection still takes one while its socket is being closed. */
        void close() throws IOException, InterruptedException {
            listener.close();
            acceptor.join();
        }
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
        var socket = new Socket(InetAddress.getLoopbackAddress(), wire.port());
        socket.setSoTimeout(SOON_MILLIS);
        return socket;
    }

    private static int ask(Socket socket, int what) throws IOException {
        socket.getOutputStream().write(what);
        return socket.getInputStream().read();
    }

    private static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        assertThatThrownBy(() -> ask(socket, 7)).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(SOON_MILLIS);
    }

    @Test
    void givesEachConnectionToTheNextServerThatAccepts() throws IOException, InterruptedException {
        try (Socket one = connect();
                Socket other = connect()) {
            assertThat(List.of(ask(one, 10), ask(other, 10))).containsExactlyInAnyOrder(10, 11);
        }
        first.close();
        try (Socket one = connect();
                Socket other = connect()) {
            assertThat(List.of(ask(one, 10), ask(other, 10))).containsExactly(11, 11);
        }
    }

    @Test
    void isSilentForAllAndLetsEverythingArriveAfterwards() throws IOException {
        try (Socket before = connect()) {
            int more = ask(before, 10) - 10;
            wire.setSilent(true);
            assertSilent(before);
            try (Socket fresh = connect()) {
                assertSilent(fresh);
                wire.setSilent(false);
                assertThat(fresh.getInputStream().read()).isBetween(7, 8);
            }
            assertThat(before.getInputStream().read()).isEqualTo(7 + more);
        }
    }

    @Test
    void strandsConnectionsThatAreOpenAndResetsThemAtTheEnd() throws IOException {
        try (Socket before = connect()) {
            ask(before, 10);
            wire.setStranded(true);
            assertSilent(before);
            try (Socket fresh = connect()) {
                assertThat(ask(fresh, 10)).isBetween(10, 11);
                wire.setStranded(false);
                assertThatThrownBy(() -> before.getInputStream().read()).isInstanceOf(SocketException.class);
                assertThat(ask(fresh, 20)).isBetween(20, 21);
            }
        }
    }

    @Test
    void resetsConnectionsThatAreCut() throws IOException {
        try (Socket before = connect()) {
            ask(before, 10);
            wire.resetConnections();
            assertThatThrownBy(() -> before.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        try (Socket fresh = connect()) {
            assertThat(ask(fresh, 10)).isBetween(10, 11);
        }
    }

    @Test
    void isSlowBothWays() throws IOException {
        try (Socket socket = connect()) {
            ask(socket, 10);
            wire.setDelay(200);
            long began = System.nanoTime();
            ask(socket, 10);
            assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(400_000_000L);
        }
    }
}
