// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// A background job that aggregates the latency history every five seconds. One thread.
@Component
class LatencyRollupJob {
    /* How long a latency keeps its exact time; afterwards only its hour is known. */
    private static final Duration KEEP_TIMES = Duration.ofMinutes(15);

    private final TransactionTemplate transaction;
    private final LatencyRepository latencies;
    private final Clock clock;
    private final BackgroundJob job;

    LatencyRollupJob(TransactionTemplate transaction, LatencyRepository latencies, Clock clock, BackgroundJobs jobs) {
        this.transaction = transaction;
        this.latencies = latencies;
        this.clock = clock;
        this.job = jobs.add(BackgroundJob.builder("latency rollup", Duration.ofSeconds(5), this::runOnce));
    }

    private void runOnce() {
        Instant now = clock.instant();
        boolean more = true;
        while (more && job.isRunning()) {
            more = transaction.execute(status -> latencies.rollUp(now.minus(KEEP_TIMES)));
        }
    }
}
