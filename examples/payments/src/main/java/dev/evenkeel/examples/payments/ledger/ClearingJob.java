// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.ledger;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Job that makes one clearing cut per second while it is on; initially off. Thread-safe.
public final class ClearingJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClearingJob.class);
    private static final long PAUSE_MILLIS = 1_000;

    private final ClearingService clearingService;
    private @Nullable Thread thread;

    public ClearingJob(ClearingService clearingService) {
        this.clearingService = clearingService;
    }

    /// Starts or stops the job. A cut in progress may be interrupted; the next one includes its transfers.
    public synchronized void setRunning(boolean on) {
        if (on && thread == null) {
            thread = Thread.ofPlatform().name("clearing").daemon().start(this::run);
        } else if (!on && thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    public synchronized boolean isOn() {
        return thread != null;
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                runOnce();
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runOnce() {
        try {
            clearingService.createCut();
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("no clearing cut this time", e);
        }
    }

    @Override
    public void close() {
        setRunning(false);
    }
}
