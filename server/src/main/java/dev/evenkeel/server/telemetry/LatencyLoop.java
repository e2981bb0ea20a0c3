// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.telemetry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Adds up the history of latencies every few seconds, and drops what is too old to matter. One thread.
@Component
class LatencyLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LatencyLoop.class);
    private static final long PAUSE_SECONDS = 5;
    private static final long STOP_MILLIS = 2_000;
    /* How long a latency keeps its time to the second; later only its hour is known. */
    private static final Duration KEEP_TIMES = Duration.ofMinutes(15);
    private static final Duration KEEP_LATENCIES = Duration.ofDays(7);
    /* How long a repeated batch is known. SDK processes keep batches for minutes. */
    private static final Duration KEEP_BATCHES = Duration.ofDays(7);

    private final TransactionTemplate transaction;
    private final LatencyTable latencies;
    private final EvidenceTable evidence;
    private final Clock clock;
    private final Semaphore stop = new Semaphore(0);
    private volatile boolean running;
    private boolean failing;
    private @Nullable Thread thread;

    LatencyLoop(TransactionTemplate transaction, LatencyTable latencies, EvidenceTable evidence, Clock clock) {
        this.transaction = transaction;
        this.latencies = latencies;
        this.evidence = evidence;
        this.clock = clock;
    }

    @Override
    public void start() {
        stop.drainPermits();
        running = true;
        thread = Thread.ofVirtual().name("evenkeel-latency").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        stop.release();
        try {
            if (thread != null) {
                thread.join(STOP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        try {
            while (!stop.tryAcquire(PAUSE_SECONDS, TimeUnit.SECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            Instant now = clock.instant();
            boolean more = true;
            while (more && running) {
                more = transaction.execute(status -> latencies.fold(now.minus(KEEP_TIMES)));
            }
            latencies.deleteBefore(now.minus(KEEP_LATENCIES));
            evidence.deleteBatchesBefore(now.minus(KEEP_BATCHES));
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("Latencies cannot be added up; tried every {} s: {}", PAUSE_SECONDS, e.toString());
            }
            failing = true;
        }
    }
}
