// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.evenkeel.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A proxy in front of a server that answers requests to some paths itself, as a broken or malicious server
/// would.
final class FaultyServerProxy implements AutoCloseable {
    private static final int PIECE = 16_384;
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";

    private final ServerSocket listener;
    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Map<String, FaultyResponse> faults = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> started = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> ended = new ConcurrentHashMap<>();
    private final AtomicLong maxBytesRead = new AtomicLong();

    /// A response to one request, which ends when it is complete or when the client closes the connection.
    @FunctionalInterface
    interface FaultyResponse {
        /// @throws IOException when the client has ended the connection
        void write(OutputStream client) throws IOException, InterruptedException;

        static void head(OutputStream client, String more) throws IOException {
            client.write((HEAD + more + "\r\n").getBytes(US_ASCII));
            client.flush();
        }
    }

    /// Faulty responses of a server.
    enum ServerFault implements FaultyResponse {
        ENDLESS_BODY {
            @Override
            public void write(OutputStream client) throws IOException {
                FaultyResponse.head(client, "Transfer-Encoding: chunked\r\n");
                byte[] piece = ("4000\r\n" + "x".repeat(PIECE) + "\r\n").getBytes(US_ASCII);
                while (true) {
                    client.write(piece);
                }
            }
        },
        ENDLESS_LINES {
            @Override
            public void write(OutputStream client) throws IOException {
                FaultyResponse.head(client, "Transfer-Encoding: chunked\r\n");
                byte[] piece = ("4000\r\n" + "data:xx\n".repeat(PIECE / 8) + "\r\n").getBytes(US_ASCII);
                while (true) {
                    client.write(piece);
                }
            }
        },
        SLOW_BODY {
            @Override
            public void write(OutputStream client) throws IOException, InterruptedException {
                FaultyResponse.head(client, "Content-Length: 100000\r\n");
                while (true) {
                    client.write('x');
                    client.flush();
                    Thread.sleep(20);
                }
            }
        },
        ENDLESS_HEAD {
            @Override
            public void write(OutputStream client) throws IOException {
                client.write("HTTP/1.1 200 OK\r\n".getBytes(US_ASCII));
                byte[] header = ("X-Long: " + "x".repeat(PIECE) + "\r\n").getBytes(US_ASCII);
                while (true) {
                    client.write(header);
                }
            }
        },
        SILENCE {
            @Override
            public void write(OutputStream client) throws IOException, InterruptedException {
                SILENT_AFTER_HEAD.awaitEnd(client);
            }
        },
        SILENT_AFTER_HEAD {
            @Override
            public void write(OutputStream client) throws IOException, InterruptedException {
                FaultyResponse.head(client, "Content-Length: 10\r\n");
                awaitEnd(client);
            }
        },
        TOO_SHORT {
            @Override
            public void write(OutputStream client) throws IOException {
                FaultyResponse.head(client, "Content-Length: 1000\r\n");
                client.write(Json.of("{'accepted':true}").getBytes(US_ASCII));
            }
        },
        GARBAGE {
            @Override
            public void write(OutputStream client) throws IOException {
                byte[] garbage = new byte[1_000];
                RandomGenerator.of("L64X128MixRandom").nextBytes(garbage);
                client.write(garbage);
            }
        };

        /* Writes nothing; returns when the client closes its half of the connection. */
        void awaitEnd(OutputStream client) throws InterruptedException {
            ((CountingOutputStream) client).awaitEndOfClient();
        }
    }

    /// Counts the bytes that the client reads.
    private static final class CountingOutputStream extends OutputStream {
        private final Socket client;
        private final OutputStream out;
        private final AtomicLong most;
        private long bytes;

        CountingOutputStream(Socket client, AtomicLong most) throws IOException {
            this.client = client;
            this.out = client.getOutputStream();
            this.most = most;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            count(1);
        }

        @Override
        public void write(byte[] some, int offset, int length) throws IOException {
            out.write(some, offset, length);
            count(length);
        }

        private void count(int more) {
            bytes += more;
            most.accumulateAndGet(bytes, Math::max);
        }

        void awaitEndOfClient() {
            try (InputStream in = client.getInputStream()) {
                in.skip(Long.MAX_VALUE);
                while (in.read() >= 0) {
                    in.skip(Long.MAX_VALUE);
                }
            } catch (IOException e) {
                /* It was reset. */
            }
        }
    }

    /// @param target the server's port on loopback
    FaultyServerProxy(int target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /// Answers requests for a path with a faulty response from now on, and resets open connections.
    void injectFault(String path, FaultyResponse response) {
        started.put(path, new AtomicInteger());
        ended.put(path, new AtomicInteger());
        faults.put(path, response);
        reset();
    }

    /// Passes on all requests again, and resets open connections.
    void clearFaults() {
        faults.clear();
        reset();
    }

    /// Number of faulty responses for a path that have started.
    int startedResponses(String path) {
        return counter(started, path).get();
    }

    /// Number of faulty responses for a path that have ended.
    int endedResponses(String path) {
        return counter(ended, path).get();
    }

    private static AtomicInteger counter(Map<String, AtomicInteger> counters, String path) {
        return counters.computeIfAbsent(path, ignored -> new AtomicInteger());
    }

    /// Most bytes of one faulty response that a client read, network buffers included.
    long maxBytesRead() {
        return maxBytesRead.get();
    }

    private void reset() {
        sockets.forEach(FaultyServerProxy::close);
        sockets.clear();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                sockets.add(client);
                threads.execute(() -> serve(client));
            }
        } catch (IOException e) {
            /* Closed. */
        }
    }

    private void serve(Socket client) {
        try (client) {
            byte[] head = head(client.getInputStream());
            String path = new String(head, US_ASCII).split("[ ?]", 3)[1];
            FaultyResponse response = faults.get(path);
            if (response == null) {
                pass(client, head);
            } else {
                answer(client, path, response);
            }
        } catch (IOException | ArrayIndexOutOfBoundsException e) {
            /* The client or the server has closed the connection. */
        }
    }

    private void answer(Socket client, String path, FaultyResponse response) throws IOException {
        counter(started, path).incrementAndGet();
        try {
            response.write(new CountingOutputStream(client, maxBytesRead));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            counter(ended, path).incrementAndGet();
        }
    }

    private static byte[] head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(US_ASCII).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.write(next);
        }
        return head.toByteArray();
    }

    private void pass(Socket client, byte[] head) throws IOException {
        try (var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            sockets.add(server);
            server.getOutputStream().write(head);
            var back = threads.submit(() -> {
                server.getInputStream().transferTo(client.getOutputStream());
                client.shutdownOutput();
                return true;
            });
            client.getInputStream().transferTo(server.getOutputStream());
            back.cancel(true);
        }
    }

    private static void close(@Nullable Socket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            /* It is closed. */
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        reset();
        threads.shutdownNow();
    }
}
