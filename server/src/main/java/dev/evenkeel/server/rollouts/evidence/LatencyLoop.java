// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.server.foundation.jobs.RepeatedWork;
import dev.evenkeel.server.foundation.jobs.WorkLoop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Adds up the history of latencies every few seconds. One thread.
@Component
class LatencyLoop extends WorkLoop {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    /* How long a latency keeps its time to the second; later only its hour is known. */
    private static final Duration KEEP_TIMES = Duration.ofMinutes(15);

    private final TransactionTemplate transaction;
    private final LatencyTable latencies;
    private final Clock clock;
    private final RepeatedWork work = new RepeatedWork("history of latencies", PAUSE, Duration.ZERO, this::look);

    LatencyLoop(TransactionTemplate transaction, LatencyTable latencies, Clock clock) {
        this.transaction = transaction;
        this.latencies = latencies;
        this.clock = clock;
    }

    @Override
    protected RepeatedWork work() {
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
