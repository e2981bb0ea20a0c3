// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// A background job that aggregates the latency history every five seconds. One thread.
@Component
class LatencyRollupJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    /* How long a latency keeps its exact time; afterwards only its hour is known. */
    private static final Duration KEEP_TIMES = Duration.ofMinutes(15);

    private final TransactionTemplate transaction;
    private final LatencyRepository latencies;
    private final Clock clock;
    private final RepeatingTask task = new RepeatingTask("latency rollup", PAUSE, Duration.ZERO, this::runOnce);

    LatencyRollupJob(TransactionTemplate transaction, LatencyRepository latencies, Clock clock) {
        this.transaction = transaction;
        this.latencies = latencies;
        this.clock = clock;
    }

    @Override
    protected RepeatingTask task() {
        return task;
    }

    private void runOnce() {
        Instant now = clock.instant();
        boolean more = true;
        while (more && task.isRunning()) {
            more = transaction.execute(status -> latencies.rollUp(now.minus(KEEP_TIMES)));
        }
    }
}
