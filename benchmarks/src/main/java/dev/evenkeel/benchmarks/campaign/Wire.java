// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.campaign;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The network between one process and one thing that it talks to, on loopback. It can fall
/// silent: what is said stays on its way, nobody is told so, and connections that are opened
/// meanwhile hear nothing. Thread-safe.
final class Wire implements AutoCloseable {
    private static final int BACKLOG = 50;

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Object gate = new Object();
    private boolean silent;

    /// @param target port on loopback that it leads to
    Wire(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().name("wire to " + target).daemon().start(this::accept);
    }

    /// The port on loopback at which it begins.
    int port() {
        return listener.getLocalPort();
    }

    /// Falls silent, or lets everything go on that was on its way.
    void silence(boolean yes) {
        synchronized (gate) {
            silent = yes;
            gate.notifyAll();
        }
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
            sockets.add(client);
            sockets.add(server);
            Thread back = Thread.startVirtualThread(() -> carry(server, client));
            carry(client, server);
            back.join();
        } catch (IOException unreachable) {
            /* The client sees its connection end. */
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(client);
        }
    }

    private Socket open() throws IOException, InterruptedException {
        awaitVoice();
        return new Socket(InetAddress.getLoopbackAddress(), target);
    }

    private void carry(Socket from, Socket to) {
        byte[] bytes = new byte[8_192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                awaitVoice();
                out.write(bytes, 0, count);
            }
        } catch (IOException ended) {
            /* Both ends are closed: whoever is left sees the end. */
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(from);
        }
    }

    private void awaitVoice() throws InterruptedException {
        synchronized (gate) {
            while (silent) {
                gate.wait();
            }
        }
    }

    @Override
    public void close() {
        silence(false);
        end(listener);
        sockets.forEach(Wire::end);
    }

    private static void end(Closeable one) {
        try {
            one.close();
        } catch (IOException e) {
            System.err.println("a wire did not end well: " + e.getMessage());
        }
    }
}
