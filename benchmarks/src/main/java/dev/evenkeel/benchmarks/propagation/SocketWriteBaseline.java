// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.propagation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Loopback connections whose other end only reads, as a baseline. Not thread-safe.
final class SocketWriteBaseline implements AutoCloseable {
    private static final long POLL_NANOS = 100_000;

    private final List<SocketChannel> writers = new ArrayList<>();
    private final List<SocketChannel> readers = new ArrayList<>();
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    private final AtomicLong received = new AtomicLong();
    private final Thread thread = new Thread(this::read, "reader of bare writes");
    private volatile boolean closed;

    SocketWriteBaseline(int connections) throws IOException {
        try (var listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            for (int i = 0; i < connections; i++) {
                SocketChannel reader = SocketChannel.open(listener.getLocalAddress());
                readers.add(reader);
                reader.configureBlocking(false);
                reader.register(selector, SelectionKey.OP_READ);
                writers.add(listener.accept());
            }
        }
        thread.setDaemon(true);
        thread.start();
    }

    /// Writes the given number of bytes to each connection, the given number of times, each time after
    /// everything before was read.
    ///
    /// @return CPU time of this thread for the writes, without waits
    Duration write(int bytes, int times) throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        ByteBuffer message = ByteBuffer.allocateDirect(bytes);
        long spent = 0;
        for (int i = 0; i < times; i++) {
            long all = received.get() + (long) bytes * writers.size();
            long before = threads.getCurrentThreadCpuTime();
            for (SocketChannel writer : writers) {
                writer.write(message.clear());
            }
            spent += threads.getCurrentThreadCpuTime() - before;
            while (received.get() < all) {
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
        return Duration.ofNanos(spent);
    }

    private void read() {
        try {
            while (!closed) {
                selector.select(key -> {
                    try {
                        received.addAndGet(Math.max(((SocketChannel) key.channel()).read(buffer.clear()), 0));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        selector.close();
        for (SocketChannel writer : writers) {
            writer.close();
        }
        for (SocketChannel reader : readers) {
            reader.close();
        }
    }
}
