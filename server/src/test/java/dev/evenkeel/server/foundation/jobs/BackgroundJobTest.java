// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackgroundJobTest {
    private static final Duration LONG = Duration.ofHours(1);
    private final AtomicInteger rounds = new AtomicInteger();
    private @Nullable BackgroundJob job;

    @AfterEach
    void stop() {
        if (job != null) {
            job.stop();
        }
    }

    @Test
    void runsAtStartAndAfterWakeUp() {
        BackgroundJob job = started(LONG, rounds::incrementAndGet);
        await().until(() -> rounds.get() == 1);
        job.runSoon();
        await().until(() -> rounds.get() == 2);
    }

    @Test
    void repeatsAfterInterval() {
        started(Duration.ofMillis(1), rounds::incrementAndGet);
        await().until(() -> rounds.get() > 10);
    }

    @Test
    void runsAgainWhenWokenUpDuringRun() throws InterruptedException {
        var inFirst = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        BackgroundJob job = started(LONG, () -> {
            rounds.incrementAndGet();
            inFirst.countDown();
            goOn.await();
        });
        inFirst.await();
        job.runSoon();
        goOn.countDown();
        await().until(() -> rounds.get() == 2);
    }

    @Test
    void mergesWakeUpsWithinWindow() {
        BackgroundJob job =
                started(LONG, rounds::incrementAndGet, declared -> declared.mergeWakeUpsWithin(Duration.ofMillis(200)));
        await().until(() -> rounds.get() == 1);
        for (int i = 0; i < 1_000; i++) {
            job.runSoon();
        }
        await().until(() -> rounds.get() > 1);
        await().during(Duration.ofMillis(300)).until(() -> rounds.get() <= 3);
    }

    @Test
    void continuesAfterFailedRun() {
        started(Duration.ZERO, () -> {
            if (rounds.incrementAndGet() == 1) {
                throw new AssertionError("the first round fails");
            }
        });
        await().until(() -> rounds.get() > 2);
    }

    @Test
    void doesNotRunAfterStop() {
        BackgroundJob job = started(Duration.ZERO, rounds::incrementAndGet);
        await().until(() -> rounds.get() > 0);
        job.stop();
        int ended = rounds.get();
        job.runSoon();
        assertThat(job.isRunning()).isFalse();
        await().during(Duration.ofMillis(50)).until(() -> rounds.get() == ended);
    }

    @Test
    void runsGuardJobOnPlatformThread() {
        var thread = new AtomicReference<@Nullable Thread>();
        started(LONG, () -> thread.set(Thread.currentThread()), BackgroundJob.Builder::forGuard);
        await().untilAsserted(() -> assertThat(thread.get()).isNotNull().satisfies(platform -> {
            assertThat(platform.isVirtual()).isFalse();
            assertThat(platform.getName()).isEqualTo("evenkeel-job-of-the-test");
        }));
    }

    private BackgroundJob started(Duration interval, BackgroundJob.RepeatedAction round) {
        return started(interval, round, declared -> declared);
    }

    private BackgroundJob started(
            Duration interval, BackgroundJob.RepeatedAction round, UnaryOperator<BackgroundJob.Builder> more) {
        BackgroundJob started = more.apply(BackgroundJob.builder("job of the test", interval, round))
                .build();
        started.start();
        job = started;
        return started;
    }
}
