// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.propagation;

import dev.evenkeel.benchmarks.http.HttpResponseParser;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.LongConsumer;

/// A minimal client of the SDK's stream. Not thread-safe.
final class StreamSubscriber {
    private final SocketChannel channel;
    private final ByteBuffer request;
    private final HttpResponseParser parser;

    /// Starts to connect.
    ///
    /// @param request the complete request
    /// @param revision receives the revision of each complete event
    StreamSubscriber(Selector selector, SocketAddress server, ByteBuffer request, LongConsumer revision)
            throws IOException {
        this.request = request;
        this.parser = new HttpResponseParser(new SseRevisionReader(revision));
        this.channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(server);
        channel.register(selector, SelectionKey.OP_CONNECT, this);
    }

    /// Performs the operations for which the channel is ready.
    ///
    /// @param buffer shared by all clients
    /// @throws IOException when the stream ended
    void proceed(SelectionKey key, byte[] buffer) throws IOException {
        if (key.isConnectable() && channel.finishConnect()) {
            key.interestOps(SelectionKey.OP_WRITE);
        } else if (key.isWritable()) {
            channel.write(request);
            if (!request.hasRemaining()) {
                key.interestOps(SelectionKey.OP_READ);
            }
        } else if (key.isReadable()) {
            read(buffer);
        }
    }

    private void read(byte[] buffer) throws IOException {
        int length = channel.read(ByteBuffer.wrap(buffer));
        if (length > 0) {
            parser.read(buffer, 0, length);
        }
        boolean refused = parser.status() != 0 && parser.status() != 200;
        if (length < 0 || refused || parser.isComplete()) {
            throw new IOException("a stream ended; its status was " + parser.status());
        }
    }

    void close() throws IOException {
        channel.close();
    }
}
