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

/// The newest frame of one environment, and who is told of the next one. Thread-safe.
///
/// Readers take the newest frame when they are ready for one, so a slow one skips frames and holds nobody back.
/// Open streams are told on a few threads, each of which tells many; calls of gRPC wait on threads of their
/// own.
final class SnapshotChannel {
    private static final int TOLD_BY_ONE_THREAD = 250;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<FlagEventStream> streams = ConcurrentHashMap.newKeySet();
    private volatile @Nullable EncodedSnapshot newest;
    private volatile boolean closed;
    private final BooleanSupplier suspended;

    /// @param suspended whether nothing is delivered at the moment
    SnapshotChannel(BooleanSupplier suspended) {
        this.suspended = suspended;
    }

    /// Puts a frame in place and tells everybody.
    ///
    /// @param threads run the telling
    void publish(EncodedSnapshot frame, Executor threads) {
        lock.lock();
        try {
            newest = frame;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        List<FlagEventStream> told = List.copyOf(streams);
        for (int start = 0; start < told.size(); start += TOLD_BY_ONE_THREAD) {
            List<FlagEventStream> some = told.subList(start, Math.min(told.size(), start + TOLD_BY_ONE_THREAD));
            threads.execute(() -> some.forEach(FlagEventStream::advance));
        }
    }

    /// Tells the stream of frames from now on.
    void follow(FlagEventStream stream) {
        streams.add(stream);
        if (isClosed()) {
            stream.end();
        }
    }

    void unfollow(FlagEventStream stream) {
        streams.remove(stream);
    }

    /// The streams that follow at the moment.
    Collection<FlagEventStream> streams() {
        return streams;
    }

    /// Ends the streams and lets everybody who waits go.
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

    /// Ends the streams that follow at the moment.
    void endStreams() {
        streams.forEach(FlagEventStream::end);
    }

    /// Whether nothing is delivered, for good or at the moment.
    boolean isClosed() {
        return closed || suspended.getAsBoolean();
    }

    @Nullable
    EncodedSnapshot newest() {
        return newest;
    }

    /// Waits for a frame of another revision than the one the caller has; null when none came in time or the
    /// channel closed.
    @Nullable
    EncodedSnapshot awaitOther(@Nullable EncodedSnapshot had, Duration longest) throws InterruptedException {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (isNothingNew(had) && left > 0) {
                left = changed.awaitNanos(left);
            }
            return isNothingNew(had) || isClosed() ? null : newest;
        } finally {
            lock.unlock();
        }
    }

    private boolean isNothingNew(@Nullable EncodedSnapshot had) {
        EncodedSnapshot now = newest;
        return !closed && (now == null || (had != null && now.revision() == had.revision()));
    }
}
