// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/// A queue whose items are processed in groups: an item waits a few milliseconds for others, and its caller gets the
/// result when its whole group is done. A fixed number of threads processes the groups in order of arrival. A thread
/// that becomes free takes the waiting items when the first of them has waited long enough, so that two free threads
/// do not share the items of one group. Thread-safe.
///
/// @param <T> type of the items
/// @param <R> type of the result of an item
final class GroupingQueue<T, R> {
    private final GroupLimits<T> limits;
    private final Function<List<T>, List<R>> work;
    private final LongSupplier nanoTicker;
    private final Deque<WaitingItem<T, R>> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /* One thread at a time takes a group, so that two do not wait for the same items. */
    private final ReentrantLock taking = new ReentrantLock();
    private final List<Thread> threads = new ArrayList<>();
    private boolean running;

    /// The limits of a group.
    ///
    /// @param gather time that the first item waits for others
    /// @param items maximum number of items
    /// @param weight maximum sum of the weights of its items; a heavier item is processed alone
    /// @param weightOf weight of an item, 0 or more
    /// @param keyOf key of an item; items with equal keys are never in the same group
    record GroupLimits<T>(Duration gather, int items, long weight, ToLongFunction<T> weightOf, Function<T, ?> keyOf) {}

    private record WaitingItem<T, R>(T item, long arrivedNanos, CompletableFuture<R> result) {}

    /// @param work processes a group and returns one result per item, in order; when it throws an exception, each
    ///     caller of the group gets it
    /// @param nanoTicker monotonic time in nanoseconds
    GroupingQueue(GroupLimits<T> limits, Function<List<T>, List<R>> work, LongSupplier nanoTicker) {
        this.limits = limits;
        this.work = work;
        this.nanoTicker = nanoTicker;
    }

    /// Starts the threads.
    void start(String name, int count) {
        lock.lock();
        try {
            running = true;
        } finally {
            lock.unlock();
        }
        for (int i = 0; i < count; i++) {
            threads.add(Thread.ofPlatform().daemon().name(name + "-" + i).start(this::runLoop));
        }
    }

    /// Processes the waiting items, then stops. Later calls of [#submit] fail.
    void stop() {
        lock.lock();
        try {
            running = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    /// Adds an item, and waits for its result.
    ///
    /// @throws RejectedExecutionException when the queue is stopped
    /// @throws RuntimeException what the work threw
    R submit(T item) {
        var added = new WaitingItem<T, R>(item, nanoTicker.getAsLong(), new CompletableFuture<>());
        lock.lock();
        try {
            if (!running) {
                throw new RejectedExecutionException("the server is stopping");
            }
            waiting.addLast(added);
            if (waiting.size() == 1 || waiting.size() == limits.items()) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
        try {
            return added.result().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /// Returns the number of items that wait to be processed.
    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private void runLoop() {
        for (List<WaitingItem<T, R>> group = take(); !group.isEmpty(); group = take()) {
            process(group);
        }
    }

    private void process(List<WaitingItem<T, R>> group) {
        try {
            List<R> results = work.apply(group.stream().map(WaitingItem::item).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).result().complete(results.get(i));
            }
        } catch (RuntimeException | Error e) {
            group.forEach(one -> one.result().completeExceptionally(e));
        }
    }

    /* Empty when the queue is stopped and no item waits. */
    private List<WaitingItem<T, R>> take() {
        taking.lock();
        lock.lock();
        try {
            awaitFirst();
            awaitMore();
            return drain();
        } finally {
            lock.unlock();
            taking.unlock();
        }
    }

    private void awaitFirst() {
        while (waiting.isEmpty() && running) {
            changed.awaitUninterruptibly();
        }
    }

    private void awaitMore() {
        long nanos = remainingNanos();
        while (nanos > 0 && running && waiting.size() < limits.items()) {
            try {
                changed.awaitNanos(nanos);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            nanos = remainingNanos();
        }
    }

    /* The time until the first item has waited long enough. */
    private long remainingNanos() {
        WaitingItem<T, R> first = waiting.peekFirst();
        return first == null ? 0 : limits.gather().toNanos() - (nanoTicker.getAsLong() - first.arrivedNanos());
    }

    private List<WaitingItem<T, R>> drain() {
        List<WaitingItem<T, R>> group = new ArrayList<>();
        Set<Object> keys = new HashSet<>();
        long weight = 0;
        while (!waiting.isEmpty() && group.size() < limits.items()) {
            T next = waiting.getFirst().item();
            weight += limits.weightOf().applyAsLong(next);
            if (!group.isEmpty()
                    && (weight > limits.weight() || keys.contains(limits.keyOf().apply(next)))) {
                break;
            }
            keys.add(limits.keyOf().apply(next));
            group.add(waiting.removeFirst());
        }
        return group;
    }
}
