// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.http;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/// One connection that sends the next request when the answer to the last one is here. Confined to one thread.
final class LoadConnection {
    private final SocketChannel channel;
    private final RequestSource requests;
    private final HttpResponseParser parser = new HttpResponseParser((bytes, from, to) -> {});
    private ByteBuffer request = ByteBuffer.allocate(0);
    private long dueAt;

    /// Connects.
    LoadConnection(Selector selector, SocketAddress server, RequestSource requests) throws IOException {
        this.requests = requests;
        this.channel = SocketChannel.open(server);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /// Sends the next request.
    ///
    /// @param due when it should have been sent, by `System.nanoTime()`
    void send(SelectionKey key, long due) throws IOException {
        request = requests.next();
        parser.next();
        dueAt = due;
        write(key);
    }

    /// Goes on sending, or reads what is here.
    ///
    /// @param buffer shared by all clients
    /// @return whether an answer is complete
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

    /// Status of the answer.
    int status() {
        return parser.status();
    }

    /// When its request was due, by `System.nanoTime()`.
    long dueAt() {
        return dueAt;
    }

    private void write(SelectionKey key) throws IOException {
        channel.write(request);
        key.interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }
}
