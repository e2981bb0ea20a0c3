// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.modern;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.springframework.jdbc.core.JdbcTemplate;

/// Allocator of message numbers in blocks, for the fault [ModernCoreFault#ERROR_BURSTS].
///
/// A block has 16 numbers and a new one is allocated at most every two seconds, to spare the database: enough
/// for the quiet system on which it was tested. Under load a block is used up early, and every message fails
/// until the two seconds have passed. The fix would be to allocate a block on demand. Thread-safe.
public final class MessageNumberAllocator {
    private static final int SIZE = 16;
    private static final long PAUSE_NANOS = Duration.ofSeconds(2).toNanos();

    private final JdbcTemplate jdbc;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Long> numbers = new ArrayDeque<>(SIZE);
    private long nextBlockAt;

    /// @param nanoTime a monotonic clock in nanoseconds
    public MessageNumberAllocator(JdbcTemplate jdbc, LongSupplier nanoTime) {
        this.jdbc = jdbc;
        this.nanoTime = nanoTime;
        this.nextBlockAt = nanoTime.getAsLong();
    }

    /// Returns the next number.
    ///
    /// @throws IllegalStateException when the block is used up and the next is not due
    long allocate() {
        lock.lock();
        try {
            Long number = numbers.poll();
            return number == null ? reserveBlock() : number;
        } finally {
            lock.unlock();
        }
    }

    private long reserveBlock() {
        long now = nanoTime.getAsLong();
        if (now - nextBlockAt < 0) {
            throw new IllegalStateException(
                    "all " + SIZE + " message numbers of the block are used; the next block is due in "
                            + Duration.ofNanos(nextBlockAt - now).toMillis() + " ms");
        }
        numbers.addAll(jdbc.query(
                "SELECT nextval('message_number') FROM generate_series(1, ?)", (row, index) -> row.getLong(1), SIZE));
        nextBlockAt = now + PAUSE_NANOS;
        return numbers.remove();
    }
}
