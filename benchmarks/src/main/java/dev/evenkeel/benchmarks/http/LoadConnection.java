// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.http;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/// A connection that sends the next request after the response to the last one. Not thread-safe.
final class LoadConnection {
    private final SocketChannel channel;
    private final RequestSource requests;
    private final HttpResponseParser parser = new HttpResponseParser((bytes, from, to) -> {});
    private ByteBuffer request = ByteBuffer.allocate(0);
    private long dueAt;

    /// Opens the connection.
    LoadConnection(Selector selector, SocketAddress server, RequestSource requests) throws IOException {
        this.requests = requests;
        this.channel = SocketChannel.open(server);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /// Sends the next request.
    ///
    /// @param due scheduled time, by `System.nanoTime()`
    void send(SelectionKey key, long due) throws IOException {
        request = requests.next();
        parser.reset();
        dueAt = due;
        write(key);
    }

    /// Continues to send, or reads the available bytes.
    ///
    /// @param buffer shared by all connections
    /// @return whether a response is complete
    boolean proceed(SelectionKey key, byte[] buffer) throws IOException {
        if (key.isWritable()) {
            write(key);
            return false;
        }
        int length = channel.read(ByteBuffer.wrap(buffer));
        if (length < 0) {
            throw new IOException("the server ended a connection");
        }
        parser.read(buffer, 0, length);
        return parser.isComplete();
    }

    /// Returns the status of the response.
    int status() {
        return parser.status();
    }

    /// Returns the scheduled time of the request, by `System.nanoTime()`.
    long dueAt() {
        return dueAt;
    }

    private void write(SelectionKey key) throws IOException {
        channel.write(request);
        key.interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }
}
