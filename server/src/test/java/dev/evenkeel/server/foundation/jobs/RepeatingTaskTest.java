// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepeatingTaskTest {
    private static final Duration LONG = Duration.ofHours(1);
    private final AtomicInteger rounds = new AtomicInteger();
    private @Nullable RepeatingTask task;

    @AfterEach
    void stop() {
        if (task != null) {
            task.stop();
            task.awaitTermination(Duration.ofSeconds(10));
        }
    }

    @Test
    void beginsWithARoundAndGoesOnAfterANudge() {
        RepeatingTask task = started(LONG, Duration.ZERO, rounds::incrementAndGet);
        await().until(() -> rounds.get() == 1);
        task.runSoon();
        await().until(() -> rounds.get() == 2);
    }

    @Test
    void goesOnAfterEveryPause() {
        started(Duration.ofMillis(1), Duration.ZERO, rounds::incrementAndGet);
        await().until(() -> rounds.get() > 10);
    }

    @Test
    void aNudgeDuringARoundLeadsToAnotherOne() throws InterruptedException {
        var inFirst = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        RepeatingTask task = started(LONG, Duration.ZERO, () -> {
            rounds.incrementAndGet();
            inFirst.countDown();
            goOn.await();
        });
        inFirst.await();
        task.runSoon();
        goOn.countDown();
        await().until(() -> rounds.get() == 2);
    }

    @Test
    void manyNudgesAtOnceAreOne() {
        RepeatingTask task = started(LONG, Duration.ofMillis(200), rounds::incrementAndGet);
        await().until(() -> rounds.get() == 1);
        for (int i = 0; i < 1_000; i++) {
            task.runSoon();
        }
        await().until(() -> rounds.get() > 1);
        await().during(Duration.ofMillis(300)).until(() -> rounds.get() <= 3);
    }

    @Test
    void aFailureEndsNothing() {
        started(Duration.ZERO, Duration.ZERO, () -> {
            if (rounds.incrementAndGet() == 1) {
                throw new AssertionError("the first round fails");
            }
        });
        await().until(() -> rounds.get() > 2);
    }

    @Test
    void noRoundBeginsAfterTheEnd() {
        RepeatingTask task = started(Duration.ZERO, Duration.ZERO, rounds::incrementAndGet);
        await().until(() -> rounds.get() > 0);
        task.stop();
        task.awaitTermination(Duration.ofSeconds(10));
        int ended = rounds.get();
        task.runSoon();
        assertThat(task.isRunning()).isFalse();
        await().during(Duration.ofMillis(50)).until(() -> rounds.get() == ended);
    }

    private RepeatingTask started(Duration pause, Duration gather, RepeatingTask.RepeatedAction round) {
        var started = new RepeatingTask("test", pause, gather, round);
        started.start();
        task = started;
        return started;
    }
}
