// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

final class BackgroundJobsTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final GenericApplicationContext context = new GenericApplicationContext();
    private final AtomicInteger rounds = new AtomicInteger();
    private BackgroundJobs jobs;

    private record Happened(boolean important) {}

    /* A database whose transactions always commit. */
    private static final class NoDatabase extends AbstractPlatformTransactionManager {
        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}
    }

    @BeforeEach
    void create() {
        context.registerBean(BackgroundJobs.class);
        context.refresh();
        jobs = context.getBean(BackgroundJobs.class);
        jobs.stop();
    }

    @AfterEach
    void close() {
        context.close();
    }

    private BackgroundJob.Builder counting() {
        return BackgroundJob.builder("counting", LONG, rounds::incrementAndGet);
    }

    private void startAndAwaitFirstRound() {
        jobs.start();
        await().until(() -> rounds.get() == 1);
    }

    @Test
    void wakesUpJobOnEventOfSubscribedType() {
        jobs.add(counting().wakeUpOn(Happened.class));
        startAndAwaitFirstRound();

        context.publishEvent("of another type");
        await().during(Duration.ofMillis(50)).until(() -> rounds.get() == 1);
        context.publishEvent(new Happened(false));

        await().until(() -> rounds.get() == 2);
    }

    @Test
    void doesNotWakeUpJobOnEventThatFailsCondition() {
        jobs.add(counting().wakeUpOn(Happened.class, Happened::important));
        startAndAwaitFirstRound();

        context.publishEvent(new Happened(false));
        await().during(Duration.ofMillis(50)).until(() -> rounds.get() == 1);
        context.publishEvent(new Happened(true));

        await().until(() -> rounds.get() == 2);
    }

    @Test
    void wakesUpJobAfterTransactionOfEventCommits() {
        jobs.add(counting().wakeUpOn(Happened.class));
        startAndAwaitFirstRound();

        new TransactionTemplate(new NoDatabase()).executeWithoutResult(status -> {
            context.publishEvent(new Happened(true));
            await().during(Duration.ofMillis(50)).until(() -> rounds.get() == 1);
        });

        await().until(() -> rounds.get() == 2);
    }

    @Test
    void stopsAllJobsBeforeWaitingForTheirRuns() throws InterruptedException {
        List<String> names = List.of("a", "b", "c", "d", "e");
        var started = new CountDownLatch(names.size());
        var ended = new AtomicInteger();
        for (String name : names) {
            /* The last run ends only after all jobs were told to stop. */
            jobs.add(BackgroundJob.builder(name, LONG, () -> {
                started.countDown();
                await().until(() -> names.stream().map(jobs::get).noneMatch(BackgroundJob::isRunning));
                ended.incrementAndGet();
            }));
        }
        jobs.start();
        started.await();

        context.close();

        assertThat(ended).hasValue(names.size());
    }

    @Test
    void rejectsDuplicateJobName() {
        jobs.add(counting());

        assertThatThrownBy(() -> jobs.add(counting()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("counting");
    }

    @Test
    void rejectsJobAddedAfterStart() {
        jobs.start();

        assertThatThrownBy(() -> jobs.add(counting())).isInstanceOf(IllegalStateException.class);
    }
}
