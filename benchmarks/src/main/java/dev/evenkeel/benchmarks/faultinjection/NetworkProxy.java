// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.faultinjection;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A TCP proxy on loopback between a process and one server, or several equivalent servers. With several, it
/// assigns each new connection to the next server that accepts, as a load balancer does.
///
/// - Silent: data is held back without an error, and new connections receive nothing either.
/// - Stranded: open connections are silent, while new ones work; the stranded ones are reset at the end.
/// - Slow: each chunk of at most 8 kB is delayed, and the rate is at most 64 kB a second.
/// - Cut: open connections are reset.
///
/// Thread-safe.
public final class NetworkProxy implements AutoCloseable {
    private static final int BACKLOG = 50;
    private static final int PIECE = 8_192;
    private static final long BYTES_A_MILLI = 64;

    private final ServerSocket listener;
    private final List<Integer> targets;
    private final AtomicInteger turn = new AtomicInteger();
    private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
    private final Object gate = new Object();
    private boolean silent;
    private volatile long slowMillis;

    /// @param target target port on loopback
    public NetworkProxy(int target) throws IOException {
        this(List.of(target));
    }

    /// @param targets target ports on loopback, at least one
    public NetworkProxy(List<Integer> targets) throws IOException {
        this.targets = List.copyOf(targets);
        this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().name("wire to " + targets).daemon().start(this::accept);
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
        slowMillis = millis;
    }

    /// Resets the open connections.
    public void resetConnections() {
        open.forEach(ProxiedConnection::reset);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.startVirtualThread(() -> connect(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        try (client;
                Socket server = open()) {
            var carried = new ProxiedConnection(client, server);
            open.add(carried);
            try {
                Thread back = Thread.startVirtualThread(() -> forward(carried, server, client));
                forward(carried, client, server);
                back.join();
            } finally {
                open.remove(carried);
            }
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

    private void forward(ProxiedConnection carried, Socket from, Socket to) {
        byte[] bytes = new byte[PIECE];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                await(carried, count);
                out.write(bytes, 0, count);
            }
            /* While silent, the end of a connection is held back too. */
            await(carried, 0);
        } catch (IOException ended) {
            /* Both sockets are closed, so the remaining peer sees the end. */
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await(ProxiedConnection carried, int bytes) throws InterruptedException {
        long millis = slowMillis;
        if (millis > 0) {
            Thread.sleep(millis + bytes / BYTES_A_MILLI);
        }
        synchronized (gate) {
            while (silent || carried.stranded) {
                gate.wait();
            }
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
            System.err.println("a wire did not end well: " + e.getMessage());
        }
    }
}
