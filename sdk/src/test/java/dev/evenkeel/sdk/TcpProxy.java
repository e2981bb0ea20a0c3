// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A network between client and server that fails as a test says.
final class TcpProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Object gate = new Object();
    private boolean held;
    private byte[] marker = {};
    private int matched;

    /// @param target the server's port on loopback
    TcpProxy(int target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /// Keeps back what the server says until [#release].
    void hold() {
        synchronized (gate) {
            held = true;
        }
    }

    void release() {
        synchronized (gate) {
            held = false;
            gate.notifyAll();
        }
    }

    /// Ends the connection on which the server says these bytes, once, right behind them.
    void cutBehind(byte[] said) {
        synchronized (gate) {
            marker = said;
            matched = 0;
        }
    }

    /// Whether the cut is still to come.
    boolean isCutPending() {
        synchronized (gate) {
            return marker.length > 0;
        }
    }

    /// Resets every connection.
    void reset() {
        sockets.removeIf(TcpProxy::reset);
    }

    private static boolean reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
            return true;
        } catch (IOException closedAlready) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        release();
        reset();
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.addAll(List.of(client, server));
                threads.execute(() -> pump(client, server, false));
                threads.execute(() -> pump(server, client, true));
            }
        } catch (IOException closed) {
            threads.shutdown();
        }
    }

    private void pump(Socket from, Socket to, boolean saidByServer) {
        byte[] bytes = new byte[8_192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            boolean cut = false;
            for (int count = in.read(bytes); count >= 0; count = cut ? -1 : in.read(bytes)) {
                int end = saidByServer ? awaitEndOfCut(bytes, count) : -1;
                cut = end >= 0;
                out.write(bytes, 0, cut ? end : count);
                out.flush();
            }
        } catch (IOException gone) {
            sockets.removeAll(List.of(from, to));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits until nothing is held; the index behind the marker if the bytes complete it, else -1.
    private int awaitEndOfCut(byte[] bytes, int count) throws InterruptedException {
        synchronized (gate) {
            while (held) {
                gate.wait();
            }
            for (int i = 0; i < count && marker.length > 0; i++) {
                matched = bytes[i] == marker[matched] ? matched + 1 : 0;
                if (matched == marker.length) {
                    marker = new byte[0];
                    return i + 1;
                }
            }
            return -1;
        }
    }
}
