// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The newest snapshot of one environment, with its subscribers. Thread-safe.
///
/// Clients receive the newest snapshot when they are ready, so a slow client skips snapshots and does not delay
/// others. A few threads notify the open streams, each of them many; gRPC calls wait on their own threads.
final class SnapshotChannel {
    private static final int TOLD_BY_ONE_THREAD = 250;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<ClientFlagEventStream> streams = ConcurrentHashMap.newKeySet();
    private volatile @Nullable EncodedSnapshot newest;
    private volatile boolean closed;
    private final BooleanSupplier suspended;

    /// @param suspended whether delivery is currently suspended
    SnapshotChannel(BooleanSupplier suspended) {
        this.suspended = suspended;
    }

    /// Sets the newest snapshot and notifies all subscribers.
    ///
    /// @param threads run the notifications
    void publish(EncodedSnapshot snapshot, Executor threads) {
        lock.lock();
        try {
            newest = snapshot;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        List<ClientFlagEventStream> told = List.copyOf(streams);
        for (int start = 0; start < told.size(); start += TOLD_BY_ONE_THREAD) {
            List<ClientFlagEventStream> some = told.subList(start, Math.min(told.size(), start + TOLD_BY_ONE_THREAD));
            threads.execute(() -> some.forEach(ClientFlagEventStream::writePending));
        }
    }

    /// Subscribes the stream to snapshots from now on.
    void subscribe(ClientFlagEventStream stream) {
        streams.add(stream);
        if (isClosed()) {
            stream.close();
        }
    }

    void unsubscribe(ClientFlagEventStream stream) {
        streams.remove(stream);
    }

    /// Returns the subscribed streams.
    Collection<ClientFlagEventStream> streams() {
        return streams;
    }

    /// Ends the streams and wakes all waiting threads.
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        endStreams();
    }

    /// Ends the streams that are currently subscribed.
    void endStreams() {
        streams.forEach(ClientFlagEventStream::close);
    }

    /// Whether delivery is closed permanently or currently suspended.
    boolean isClosed() {
        return closed || suspended.getAsBoolean();
    }

    @Nullable
    EncodedSnapshot newest() {
        return newest;
    }

    /// Waits for a snapshot with another revision than the caller's; null when none arrived in time or the
    /// channel was closed.
    @Nullable
    EncodedSnapshot awaitNext(@Nullable EncodedSnapshot had, Duration longest) throws InterruptedException {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (isUnchanged(had) && left > 0) {
                left = changed.awaitNanos(left);
            }
            return isUnchanged(had) || isClosed() ? null : newest;
        } finally {
            lock.unlock();
        }
    }

    private boolean isUnchanged(@Nullable EncodedSnapshot had) {
        EncodedSnapshot now = newest;
        return !closed && (now == null || (had != null && now.revision() == had.revision()));
    }
}
