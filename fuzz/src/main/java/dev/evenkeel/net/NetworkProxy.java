// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A TCP proxy on loopback that fails on demand, between clients and one server, or several equivalent servers. With
/// several, it assigns each new connection to the next server that accepts, as a load balancer does.
///
/// - Silent: data is held back without an error, and new connections receive nothing either.
/// - Stranded: open connections are silent, while new ones work; the stranded ones are reset at the end.
/// - Slow: each chunk of at most 8 kB is delayed, and the rate is at most 64 kB a second.
/// - Reset: open connections are reset.
/// - Cut: the connection on which a server sends certain bytes is closed right behind them.
/// - Buffering: event streams arrive only in full buffers, as behind a reverse proxy that buffers responses.
///
/// Thread-safe.
public final class NetworkProxy implements AutoCloseable {
    private static final int BACKLOG = 50;
    private static final int CHUNK = 8_192;
    private static final long BYTES_PER_MILLI = 64;
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final ServerSocket listener;
    private final List<Integer> targets;
    private final int streamBuffer;
    private final Executor threads = Executors.newCachedThreadPool(NetworkProxy::createDaemonThread);
    private final AtomicInteger turn = new AtomicInteger();
    private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
    private final Object gate = new Object();
    private boolean silent;
    private byte[] cutMarker = {};
    private int matched;
    private volatile long delayMillis;

    /// @param target target port on loopback
    public NetworkProxy(int target) throws IOException {
        this(List.of(target));
    }

    /// @param targets target ports on loopback, at least one
    public NetworkProxy(List<Integer> targets) throws IOException {
        this(targets, 0);
    }

    private NetworkProxy(List<Integer> targets, int streamBuffer) throws IOException {
        this.targets = List.copyOf(targets);
        this.streamBuffer = streamBuffer;
        this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /// Creates a proxy that buffers event streams. Other responses end, and are never held back.
    ///
    /// @param target target port on loopback
    /// @param bytes size of the buffer; it is sent when it is full, or when the server closes the connection
    public static NetworkProxy bufferingStreams(int target, int bytes) throws IOException {
        return new NetworkProxy(List.of(target), bytes);
    }

    private static Thread createDaemonThread(Runnable work) {
        var thread = new Thread(work, "network proxy");
        thread.setDaemon(true);
        return thread;
    }

    /// A proxied connection.
    private static final class ProxiedConnection {
        private final Socket client;
        private final Socket server;
        private boolean stranded;

        ProxiedConnection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void reset() {
            List.of(client, server).forEach(NetworkProxy::reset);
        }
    }

    /// Returns the proxy's port on loopback.
    public int port() {
        return listener.getLocalPort();
    }

    /// Holds back all data, or delivers the data held back.
    public void setSilent(boolean yes) {
        synchronized (gate) {
            silent = yes;
            gate.notifyAll();
        }
    }

    /// Strands the open connections, or resets the stranded ones.
    public void setStranded(boolean yes) {
        synchronized (gate) {
            for (ProxiedConnection one : open) {
                if (yes) {
                    one.stranded = true;
                } else if (one.stranded) {
                    one.stranded = false;
                    one.reset();
                }
            }
            gate.notifyAll();
        }
    }

    /// Delays each chunk from now on.
    ///
    /// @param millis delay; 0 ends it
    public void setDelay(long millis) {
        delayMillis = millis;
    }

    /// Resets the open connections.
    public void resetConnections() {
        open.forEach(ProxiedConnection::reset);
    }

    /// Closes the connection on which a server sends these bytes, once, right behind them.
    public void cutBehind(byte[] sent) {
        synchronized (gate) {
            cutMarker = sent.clone();
            matched = 0;
        }
    }

    /// Whether no connection was cut since [#cutBehind].
    public boolean isCutPending() {
        synchronized (gate) {
            return cutMarker.length > 0;
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                threads.execute(() -> connect(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        try (client;
                Socket server = open()) {
            var connection = new ProxiedConnection(client, server);
            open.add(connection);
            if (listener.isClosed()) {
                connection.reset();
            }
            var requests = CompletableFuture.runAsync(() -> forward(connection, client, server), threads);
            forward(connection, server, client);
            requests.join();
            open.remove(connection);
        } catch (IOException unreachable) {
            /* The client's connection is closed. */
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Socket open() throws IOException, InterruptedException {
        synchronized (gate) {
            while (silent) {
                gate.wait();
            }
        }
        int first = turn.getAndIncrement();
        for (int i = 0; i < targets.size() - 1; i++) {
            try {
                return connectTo(first + i);
            } catch (IOException refused) {
                /* The next server may accept. */
            }
        }
        return connectTo(first + targets.size() - 1);
    }

    private Socket connectTo(int place) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), targets.get(Math.floorMod(place, targets.size())));
    }

    private void forward(ProxiedConnection connection, Socket from, Socket to) {
        boolean response = from.equals(connection.server);
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            if (response && streamBuffer > 0) {
                forwardBuffered(in, out);
            } else {
                forwardChunks(connection, in, out, response);
            }
            /* While silent, the end of a connection is held back too. */
            awaitDelivery(connection, 0);
        } catch (IOException ended) {
            /* Both sockets are closed, so the remaining peer sees the end. */
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forwardChunks(ProxiedConnection connection, InputStream in, OutputStream out, boolean response)
            throws IOException, InterruptedException {
        byte[] bytes = new byte[CHUNK];
        for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
            awaitDelivery(connection, count);
            int end = response ? findCut(bytes, count) : -1;
            out.write(bytes, 0, end < 0 ? count : end);
            if (end >= 0) {
                return;
            }
        }
    }

    private void forwardBuffered(InputStream in, OutputStream out) throws IOException {
        String head = readHead(in);
        out.write(head.getBytes(ISO_8859_1));
        if (!head.contains("text/event-stream")) {
            in.transferTo(out);
            return;
        }
        for (byte[] full = in.readNBytes(streamBuffer); full.length > 0; full = in.readNBytes(streamBuffer)) {
            out.write(full);
        }
    }

    /* Reads the head of the first response of a connection. */
    private static String readHead(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf(END_OF_HEAD, head.length() - END_OF_HEAD.length()) < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private void awaitDelivery(ProxiedConnection connection, int bytes) throws InterruptedException {
        long millis = delayMillis;
        if (millis > 0) {
            Thread.sleep(millis + bytes / BYTES_PER_MILLI);
        }
        synchronized (gate) {
            while (silent || connection.stranded) {
                gate.wait();
            }
        }
    }

    /* Returns the index behind the marker if these bytes complete it, else -1. */
    private int findCut(byte[] bytes, int count) {
        synchronized (gate) {
            for (int i = 0; i < count && cutMarker.length > 0; i++) {
                matched = bytes[i] == cutMarker[matched] ? matched + 1 : 0;
                if (matched == cutMarker.length) {
                    cutMarker = new byte[0];
                    return i + 1;
                }
            }
            return -1;
        }
    }

    @Override
    public void close() {
        setSilent(false);
        setStranded(false);
        closeQuietly(listener);
        resetConnections();
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException closed) {
            /* Nothing is left to reset. */
        }
        closeQuietly(socket);
    }

    private static void closeQuietly(Closeable one) {
        try {
            one.close();
        } catch (IOException e) {
            System.err.println("network proxy: cannot close: " + e.getMessage());
        }
    }
}
