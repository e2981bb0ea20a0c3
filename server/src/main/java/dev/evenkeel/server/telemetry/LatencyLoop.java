// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.telemetry;

import dev.evenkeel.server.platform.RepeatedWork;
import dev.evenkeel.server.platform.WorkLoop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Adds up the history of latencies every few seconds, and drops what is too old to matter, calls by the minute among
/// it. One thread.
@Component
class LatencyLoop extends WorkLoop {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    /* How long a latency keeps its time to the second; later only its hour is known. */
    private static final Duration KEEP_TIMES = Duration.ofMinutes(15);
    private static final Duration KEEP_LATENCIES = Duration.ofDays(7);
    /* How long a repeated batch is known. SDK processes keep batches for minutes. */
    private static final Duration KEEP_BATCHES = Duration.ofDays(7);
    private static final Duration KEEP_MINUTES = Duration.ofDays(3);

    private final TransactionTemplate transaction;
    private final LatencyTable latencies;
    private final EvidenceTable evidence;
    private final MinuteTable minutes;
    private final Clock clock;
    private final RepeatedWork work = new RepeatedWork("history of latencies", PAUSE, Duration.ZERO, this::look);

    LatencyLoop(
            TransactionTemplate transaction,
            LatencyTable latencies,
            EvidenceTable evidence,
            MinuteTable minutes,
            Clock clock) {
        this.transaction = transaction;
        this.latencies = latencies;
        this.evidence = evidence;
        this.minutes = minutes;
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
        latencies.deleteBefore(now.minus(KEEP_LATENCIES));
        evidence.deleteBatchesBefore(now.minus(KEEP_BATCHES));
        minutes.deleteBefore(now.minus(KEEP_MINUTES));
    }
}
