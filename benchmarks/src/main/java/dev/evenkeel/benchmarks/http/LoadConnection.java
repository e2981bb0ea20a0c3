// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.http;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/// A connection that sends the next request after the response to the last one. It reconnects when the server
/// closes the connection, as the server does after some errors. Not thread-safe.
final class LoadConnection {
    /// Status of a request whose connection was closed before the response was complete.
    static final int CLOSED = 0;

    private final Selector selector;
    private final SocketAddress server;
    private final RequestSource requests;
    private final HttpResponseParser parser = new HttpResponseParser((bytes, from, to) -> {});
    private SelectionKey key;
    private ByteBuffer request = ByteBuffer.allocate(0);
    private boolean waiting;
    private long dueAt;

    /// Opens the connection.
    LoadConnection(Selector selector, SocketAddress server, RequestSource requests) throws IOException {
        this.selector = selector;
        this.server = server;
        this.requests = requests;
        this.key = connect();
    }

    /// Sends the next request.
    ///
    /// @param due scheduled time, by `System.nanoTime()`
    void send(long due) throws IOException {
        if (parser.isClosing()) {
            reconnect();
        }
        request = requests.next();
        parser.reset();
        waiting = true;
        dueAt = due;
        request.mark();
        try {
            write();
        } catch (IOException e) {
            /* The server has closed the connection since the last response. */
            reconnect();
            request.reset();
            write();
        }
    }

    /// Continues to send, or reads the available bytes.
    ///
    /// @param buffer shared by all connections
    /// @return whether a response is complete, or will not come
    boolean proceed(byte[] buffer) throws IOException {
        if (key.isWritable()) {
            try {
                write();
                return false;
            } catch (IOException e) {
                return endUnanswered();
            }
        }
        int length = read(buffer);
        if (length < 0) {
            return endUnanswered();
        }
        parser.read(buffer, 0, length);
        return parser.isComplete() && endRequest();
    }

    /// Returns the status of the response, or [#CLOSED].
    int status() {
        return parser.status();
    }

    /// Returns the scheduled time of the request, by `System.nanoTime()`.
    long dueAt() {
        return dueAt;
    }

    private boolean endUnanswered() throws IOException {
        reconnect();
        parser.reset();
        return endRequest();
    }

    /// Returns whether there was a request.
    private boolean endRequest() {
        boolean waited = waiting;
        waiting = false;
        return waited;
    }

    private SelectionKey connect() throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        channel.configureBlocking(false);
        return channel.register(selector, SelectionKey.OP_READ, this);
    }

    private void reconnect() throws IOException {
        key.channel().close();
        key = connect();
    }

    private int read(byte[] buffer) {
        try {
            return ((SocketChannel) key.channel()).read(ByteBuffer.wrap(buffer));
        } catch (IOException e) {
            return -1;
        }
    }

    private void write() throws IOException {
        ((SocketChannel) key.channel()).write(request);
        key.interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }
}
