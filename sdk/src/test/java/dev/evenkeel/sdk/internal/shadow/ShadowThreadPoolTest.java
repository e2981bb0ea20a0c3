// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.sdk.ShadowOptions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShadowThreadPoolTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger ran = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    private ShadowTask attempt(Runnable work) {
        long offered = nanos.get();
        return new ShadowTask() {
            @Override
            public void run() {
                work.run();
                ran.incrementAndGet();
            }

            @Override
            public void expire() {}

            @Override
            public long offeredNanos() {
                return offered;
            }
        };
    }

    private void hang() {
        begun.countDown();
        while (release.getCount() > 0) {
            try {
                release.await();
            } catch (InterruptedException e) {
                // hangs all the same
            }
        }
    }

    @Test
    void rejectsTasksAfterLongQueueDelayUntilQueueIsEmpty() {
        var gate = new CountDownLatch(1);
        try (var threads = new ShadowThreadPool(
                "flag", ShadowOptions.<String>comparing(String::equals).concurrency(1), nanos::get)) {
            assertThat(threads.offer(attempt(this::hang))).isTrue();
            await().until(() -> begun.getCount() == 0);
            var second = new CountDownLatch(1);
            assertThat(threads.offer(attempt(() -> {
                        second.countDown();
                        awaitOpen(gate);
                    })))
                    .isTrue();
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(5) + 1);
            assertThat(threads.offer(attempt(() -> {}))).as("not started").isTrue();
            release.countDown();
            await().until(() -> second.getCount() == 0);

            assertThat(threads.offer(attempt(() -> {}))).isFalse();
            gate.countDown();
            await().until(() -> threads.offer(attempt(() -> {})));
            await().until(() -> ran.get() == 4);
        } finally {
            release.countDown();
            gate.countDown();
        }
    }

    @Test
    void rejectsTasksWhileShadowCallsSlowDownCallers() {
        try (var threads = new ShadowThreadPool("flag", ShadowOptions.<String>comparing(String::equals), nanos::get)) {
            assertThat(threads.offer(attempt(() -> {}))).isTrue();
            answer(threads, 5_000, TimeUnit.MILLISECONDS.toNanos(9));
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(66));
            assertThat(threads.isQuiet(nanos.get())).isTrue();
            answer(threads, 300, TimeUnit.MILLISECONDS.toNanos(5));
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(3));
            assertThat(threads.isQuiet(nanos.get())).isFalse();

            await().until(() -> !threads.offer(attempt(() -> {})));
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(30));
            assertThat(threads.offer(attempt(() -> {}))).isTrue();
        }
    }

    private void answer(ShadowThreadPool threads, int calls, long each) {
        for (int i = 0; i < calls; i++) {
            threads.recordLatency(nanos.get(), each);
        }
    }

    private static void awaitOpen(CountDownLatch gate) {
        while (gate.getCount() > 0) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                // waits all the same
            }
        }
    }
}
