// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GroupingQueueTest {
    private static final long WEIGHT = 100;
    private static final int ITEMS = 10;

    private final List<List<Integer>> groups = new CopyOnWriteArrayList<>();
    private final CountDownLatch open = new CountDownLatch(1);
    private final CountDownLatch processing = new CountDownLatch(1);
    private final AtomicLong nanos = new AtomicLong();
    private GroupingQueue<Integer, Integer> queue = newQueue(this::doubleEach, Duration.ofMillis(5));

    private static GroupingQueue<Integer, Integer> newQueue(
            Function<List<Integer>, List<Integer>> work, Duration gather) {
        return newQueue(work, gather, System::nanoTime);
    }

    private static GroupingQueue<Integer, Integer> newQueue(
            Function<List<Integer>, List<Integer>> work, Duration gather, LongSupplier nanoTicker) {
        return new GroupingQueue<>(
                new GroupingQueue.GroupLimits<>(gather, ITEMS, WEIGHT, Integer::longValue, item -> item),
                work,
                nanoTicker);
    }

    private List<Integer> doubleEach(List<Integer> items) {
        groups.add(items);
        return items.stream().map(item -> 2 * item).toList();
    }

    /* The first group waits until the test has submitted the others. */
    private List<Integer> doubleEachWhenOpen(List<Integer> items) {
        processing.countDown();
        try {
            open.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return doubleEach(items);
    }

    private List<CompletableFuture<Integer>> submitBehindAnother(int... items) {
        queue = newQueue(this::doubleEachWhenOpen, Duration.ZERO);
        queue.start("test", 1);
        List<CompletableFuture<Integer>> results = new ArrayList<>();
        results.add(submit(0));
        awaitProcessing();
        for (int item : items) {
            int before = queue.size();
            results.add(submit(item));
            await().until(() -> queue.size() == before + 1);
        }
        open.countDown();
        results.forEach(CompletableFuture::join);
        return results;
    }

    private void awaitProcessing() {
        await().until(() -> processing.getCount() == 0);
    }

    private CompletableFuture<Integer> submit(int item) {
        CompletableFuture<Integer> result = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                result.complete(queue.submit(item));
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    @AfterEach
    void stop() {
        open.countDown();
        queue.stop();
    }

    @Test
    void returnsResultOfItsItemToEachCaller() {
        queue.start("test", 2);
        List<CompletableFuture<Integer>> results = new ArrayList<>();
        for (int item = 1; item <= 50; item++) {
            results.add(submit(item));
        }
        for (int item = 1; item <= 50; item++) {
            assertThat(results.get(item - 1).join()).isEqualTo(2 * item);
        }
        assertThat(groups.stream().mapToInt(List::size).sum()).isEqualTo(50);
        assertThat(groups).allSatisfy(group -> assertThat(group.size()).isLessThanOrEqualTo(ITEMS));
    }

    @Test
    void groupsWaitingItemsInOrderOfArrival() {
        submitBehindAnother(5, 3, 4);
        assertThat(groups).containsExactly(List.of(0), List.of(5, 3, 4));
    }

    @Test
    void freeThreadWaitsUntilFirstItemHasWaitedLongEnough() {
        queue = newQueue(this::doubleEachWhenOpen, Duration.ofNanos(5), nanos::get);
        queue.start("test", 1);
        CompletableFuture<Integer> busy = submit(0);
        await().until(() -> queue.size() == 1);
        nanos.addAndGet(5);
        awaitProcessing();
        CompletableFuture<Integer> first = submit(1);
        await().until(() -> queue.size() == 1);
        open.countDown();
        assertThat(busy.join()).isZero();
        CompletableFuture<Integer> second = submit(2);
        await().until(() -> queue.size() == 2);
        nanos.addAndGet(5);
        assertThat(first.join()).isEqualTo(2);
        assertThat(second.join()).isEqualTo(4);
        assertThat(groups).containsExactly(List.of(0), List.of(1, 2));
    }

    @Test
    void limitsItemsAndWeightOfGroup() {
        submitBehindAnother(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 60, 30, 500, 12);
        assertThat(groups)
                .containsExactly(
                        List.of(0),
                        List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
                        List.of(11, 60),
                        List.of(30),
                        List.of(500),
                        List.of(12));
    }

    @Test
    void separatesItemsWithEqualKeys() {
        submitBehindAnother(7, 8, 7, 8);
        assertThat(groups).containsExactly(List.of(0), List.of(7, 8), List.of(7, 8));
    }

    @Test
    void throwsExceptionOfGroupToEveryCaller() {
        queue = newQueue(
                items -> {
                    throw new IllegalStateException("no database");
                },
                Duration.ofMillis(5));
        queue.start("test", 1);
        CompletableFuture<Integer> one = submit(1);
        CompletableFuture<Integer> other = submit(2);
        assertThatThrownBy(one::join).hasRootCauseMessage("no database");
        assertThatThrownBy(other::join).hasRootCauseMessage("no database");
        assertThatThrownBy(() -> queue.submit(3)).hasMessage("no database");
    }

    @Test
    void processesWaitingItemsAndRejectsNewOnesOnStop() {
        queue = newQueue(this::doubleEachWhenOpen, Duration.ZERO);
        queue.start("test", 1);
        CompletableFuture<Integer> processed = submit(1);
        awaitProcessing();
        CompletableFuture<Integer> waiting = submit(21);
        await().until(() -> queue.size() == 1);
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(queue::stop);
        open.countDown();
        stopped.join();
        assertThat(processed.join()).isEqualTo(2);
        assertThat(waiting.join()).isEqualTo(42);
        assertThatThrownBy(() -> queue.submit(1)).isInstanceOf(RejectedExecutionException.class);
    }
}
