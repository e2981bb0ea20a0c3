// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.propagation;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/// Many clients of the SDK's stream, served by one thread. Records for each its revision and when it arrived.
/// Thread-safe.
final class StreamSubscriberPool implements AutoCloseable {
    /// Number of simultaneous connection attempts; a server's accept queue is short.
    private static final int CONNECTING = 50;

    private static final int BUFFER = 1 << 16;

    private final InetSocketAddress server;
    private final String head;
    private final AtomicLongArray revisions;
    private final AtomicLongArray since;
    private final Selector selector = Selector.open();
    private final byte[] buffer = new byte[BUFFER];
    private final List<StreamSubscriber> clients = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "stream clients");
    private int open;
    private volatile boolean closed;
    private volatile @Nullable IOException failure;

    StreamSubscriberPool(URI server, String sdkKey, int size) throws IOException {
        this.server = new InetSocketAddress(server.getHost(), server.getPort());
        this.head = "GET /sdk/v1/stream?deltas=true HTTP/1.1\r\nHost: " + server.getAuthority()
                + "\r\nAuthorization: Bearer " + sdkKey + "\r\nAccept: text/event-stream\r\n";
        this.revisions = new AtomicLongArray(size);
        this.since = new AtomicLongArray(size);
        thread.setDaemon(true);
        thread.start();
    }

    int size() {
        return revisions.length();
    }

    /// Whether all clients have this revision or a later one. Stops at the first that does not.
    ///
    /// @throws IOException when a stream has ended
    boolean hasReachedAll(long revision) throws IOException {
        IOException ended = failure;
        if (ended != null) {
            throw ended;
        }
        int client = 0;
        while (client < size() && revisions.get(client) >= revision) {
            client++;
        }
        return client == size();
    }

    /// Returns the number of clients that have flags.
    int startedCount() {
        int count = 0;
        for (int i = 0; i < size(); i++) {
            count += revisions.get(i) > 0 ? 1 : 0;
        }
        return count;
    }

    /// Returns when a client received its current revision, by `System.nanoTime()`.
    long since(int client) {
        return since.get(client);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                connectMore();
                selector.select(this::proceed);
            }
        } catch (IOException e) {
            failure = e;
        } finally {
            closeAll();
        }
    }

    private void connectMore() throws IOException {
        while (clients.size() < size() && clients.size() - open < CONNECTING) {
            int number = clients.size();
            clients.add(new StreamSubscriber(
                    selector, server, request(number), revision -> recordRevision(number, revision)));
        }
    }

    /// As the SDK's: it identifies its process and accepts deltas.
    private ByteBuffer request(int client) {
        String request = head + "Evenkeel-Instance: benchmark-" + client + "\r\n\r\n";
        return ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
    }

    private void proceed(SelectionKey key) {
        try {
            ((StreamSubscriber) key.attachment()).proceed(key, buffer);
        } catch (IOException e) {
            key.cancel();
            failure = e;
        }
    }

    private void recordRevision(int client, long revision) {
        if (revisions.get(client) == 0) {
            open++;
        }
        since.set(client, System.nanoTime());
        revisions.set(client, revision);
    }

    private void closeAll() {
        try {
            for (StreamSubscriber client : clients) {
                client.close();
            }
            selector.close();
        } catch (IOException e) {
            failure = e;
        }
    }
}
