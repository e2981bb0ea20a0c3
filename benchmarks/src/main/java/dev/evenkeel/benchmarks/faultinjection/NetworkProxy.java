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

/// The network between one process and what it talks to, on loopback: one thing, or several alike, of
/// which each new connection gets the next that accepts, as behind a load balancer.
///
/// - Silent: what is said stays on its way, nobody is told so, and new connections hear nothing either.
/// - Stranded: the same for the connections that are open, while new ones are carried; they are reset at
///   the end of it.
/// - Slow: each piece of at most 8 kB comes a while later, and no faster than 64 kB a second.
/// - Cut: the connections that are open are reset.
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

    /// @param target port on loopback that it leads to
    public NetworkProxy(int target) throws IOException {
        this(List.of(target));
    }

    /// @param targets ports on loopback that it leads to, at least one
    public NetworkProxy(List<Integer> targets) throws IOException {
        this.targets = List.copyOf(targets);
        this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().name("wire to " + targets).daemon().start(this::accept);
    }

    /// A connection that is carried.
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

    /// The port on loopback at which it begins.
    public int port() {
        return listener.getLocalPort();
    }

    /// Falls silent, or lets everything go on that was on its way.
    public void silence(boolean yes) {
        synchronized (gate) {
            silent = yes;
            gate.notifyAll();
        }
    }

    /// Strands the connections that are open, or resets those that were.
    public void strand(boolean yes) {
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

    /// Delays each piece from now on.
    ///
    /// @param millis 0 for no more
    public void slow(long millis) {
        slowMillis = millis;
    }

    /// Resets the connections that are open.
    public void cut() {
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
                Thread back = Thread.startVirtualThread(() -> carry(carried, server, client));
                carry(carried, client, server);
                back.join();
            } finally {
                open.remove(carried);
            }
        } catch (IOException unreachable) {
            /* The client sees its connection end. */
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
                /* The next one may accept. */
            }
        }
        return connectTo(first + targets.size() - 1);
    }

    private Socket connectTo(int place) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), targets.get(Math.floorMod(place, targets.size())));
    }

    private void carry(ProxiedConnection carried, Socket from, Socket to) {
        byte[] bytes = new byte[PIECE];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                await(carried, count);
                out.write(bytes, 0, count);
            }
            /* Who hears nothing does not hear the end either. */
            await(carried, 0);
        } catch (IOException ended) {
            /* Both ends are closed: whoever is left sees the end. */
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
        silence(false);
        strand(false);
        end(listener);
        cut();
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException closed) {
            /* Then there is nothing to reset. */
        }
        end(socket);
    }

    private static void end(Closeable one) {
        try {
            one.close();
        } catch (IOException e) {
            System.err.println("a wire did not end well: " + e.getMessage());
        }
    }
}
