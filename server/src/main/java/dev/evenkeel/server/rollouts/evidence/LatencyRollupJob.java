// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Adds up the history of latencies every few seconds. One thread.
@Component
class LatencyRollupJob extends BackgroundJob {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    /* How long a latency keeps its time to the second; later only its hour is known. */
    private static final Duration KEEP_TIMES = Duration.ofMinutes(15);

    private final TransactionTemplate transaction;
    private final LatencyRepository latencies;
    private final Clock clock;
    private final RepeatingTask work = new RepeatingTask("history of latencies", PAUSE, Duration.ZERO, this::look);

    LatencyRollupJob(TransactionTemplate transaction, LatencyRepository latencies, Clock clock) {
        this.transaction = transaction;
        this.latencies = latencies;
        this.clock = clock;
    }

    @Override
    protected RepeatingTask work() {
        return work;
    }

    private void look() {
        Instant now = clock.instant();
        boolean more = true;
        while (more && work.isRunning()) {
            more = transaction.execute(status -> latencies.fold(now.minus(KEEP_TIMES)));
        }
    }
}
