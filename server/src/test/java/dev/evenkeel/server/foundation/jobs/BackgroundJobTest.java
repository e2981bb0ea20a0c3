// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;

final class BackgroundJobTest {
    private static final int JOBS = 5;

    private final CountDownLatch started = new CountDownLatch(JOBS);
    private final CountDownLatch stopRequests = new CountDownLatch(JOBS);
    private final AtomicInteger endedInTime = new AtomicInteger();

    /* The last run ends only after all jobs were told to stop. */
    private final class BlockedJob extends BackgroundJob {
        private final CountDownLatch ended = new CountDownLatch(1);
        private final RepeatingTask task =
                new RepeatingTask("blocked job", Duration.ofHours(1), Duration.ZERO, this::runBlocked);

        private void runBlocked() throws InterruptedException {
            started.countDown();
            stopRequests.await();
            ended.countDown();
        }

        @Override
        protected RepeatingTask task() {
            return task;
        }

        @Override
        public void stop(Runnable callback) {
            stopRequests.countDown();
            super.stop(() -> {
                if (ended.getCount() == 0) {
                    endedInTime.incrementAndGet();
                }
                callback.run();
            });
        }
    }

    @Test
    void jobsWaitForTheirLastRunsTogether() throws InterruptedException {
        var context = new GenericApplicationContext();
        for (int i = 0; i < JOBS; i++) {
            context.registerBean("job" + i, BlockedJob.class, BlockedJob::new);
        }
        context.refresh();
        started.await();

        context.close();

        assertThat(endedInTime).hasValue(JOBS);
    }
}
