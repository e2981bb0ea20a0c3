// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.delivery;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The newest frame of one environment, and a place to wait for the next one. Thread-safe.
///
/// Readers take the newest frame when they are ready for one, so a slow one skips frames and holds nobody back.
final class Channel {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Frame newest;
    private boolean closed;

    void publish(Frame frame) {
        lock.lock();
        try {
            newest = frame;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Lets everybody who waits go.
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    Frame newest() {
        lock.lock();
        try {
            return newest;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a frame of another revision than the one the caller has; null when none came in time or the
    /// channel closed.
    @Nullable
    Frame awaitOther(@Nullable Frame had, Duration longest) throws InterruptedException {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (isNothingNew(had) && left > 0) {
                left = changed.awaitNanos(left);
            }
            return isNothingNew(had) || closed ? null : newest;
        } finally {
            lock.unlock();
        }
    }

    private boolean isNothingNew(@Nullable Frame had) {
        return !closed && (newest == null || (had != null && newest.revision() == had.revision()));
    }
}
