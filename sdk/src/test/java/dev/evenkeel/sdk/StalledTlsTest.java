// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.EvaluationContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A server that accepts connections and never completes the TLS handshake: the SDK starts, returns defaults,
/// abandons connections, and closes all of them in the end.
@Timeout(120)
class StalledTlsTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final int ATTEMPTS = 4;
    /* One each for the stream, polls and batches, and one of each that is being given up. */
    private static final int MOST_OPEN = 6;

    enum Stall {
        /// Answers nothing.
        SILENT {
            @Override
            void answer(OutputStream out) {}
        },
        /// Begins a handshake record and sends one more byte every 20 ms.
        SLOW {
            @Override
            void answer(OutputStream out) throws IOException {
                out.write(new byte[] {22, 3, 3, 64, 0, 2, 0, 63, -4});
                while (!Thread.currentThread().isInterrupted()) {
                    out.write(3);
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                }
            }
        },
        /// Answers in plain HTTP.
        PLAIN {
            @Override
            void answer(OutputStream out) throws IOException {
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        };

        abstract void answer(OutputStream out) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void abandonsStalledTlsConnectionsAndStillEvaluates(Stall stall) throws IOException {
        try (var server = new StalledServer(stall)) {
            try (Evenkeel evenkeel = Evenkeel.start(
                    EvenkeelConfig.builder(URI.create("https://127.0.0.1:" + server.port()), TestServer.KEY)
                            .requestTimeout(SHORT)
                            .heartbeatTimeout(SHORT)
                            .flushInterval(SHORT)
                            .idleFlushInterval(SHORT)
                            .build())) {
                await().until(() -> server.accepted.get() >= ATTEMPTS && server.ended.get() >= ATTEMPTS - 1);

                assertThat(evenkeel.evaluate("flag", EvaluationContext.of("unit"))
                                .errorCode())
                        .isNotNull();
                assertThat(evenkeel.state()).isNotInstanceOf(SdkState.Ready.class);
                assertThat(evenkeel.stats().internalErrors()).isZero();
                assertThat(server.mostOpen.get()).isLessThanOrEqualTo(MOST_OPEN);
            }
            await().until(() -> server.ended.get() == server.accepted.get());
        }
    }

    /// Accepts connections, and counts the open ones.
    private static final class StalledServer implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final Stall stall;
        private final AtomicInteger accepted = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();
        private final AtomicInteger mostOpen = new AtomicInteger();

        StalledServer(Stall stall) throws IOException {
            this.stall = stall;
            threads.execute(this::accept);
        }

        int port() {
            return listener.getLocalPort();
        }

        private void accept() {
            try {
                while (true) {
                    Socket socket = listener.accept();
                    int open = accepted.incrementAndGet() - ended.get();
                    mostOpen.accumulateAndGet(open, Math::max);
                    threads.execute(() -> serve(socket));
                }
            } catch (IOException closed) {
                return;
            }
        }

        private void serve(Socket socket) {
            try (socket;
                    InputStream in = socket.getInputStream();
                    OutputStream out = socket.getOutputStream()) {
                stall.answer(out);
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException reset) {
                // The client has given up.
            } finally {
                ended.incrementAndGet();
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
            threads.shutdownNow();
        }
    }
}
