// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.migration;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Job that processes the repair log in both directions, several times a second, in one thread.
final class LedgerRepairJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerRepairJob.class);
    private static final long PAUSE_MILLIS = 250;

    private final LedgerRepairLog repairs;
    private final Thread thread;

    LedgerRepairJob(LedgerRepairLog repairs) {
        this.repairs = repairs;
        this.thread = Thread.ofPlatform().name("repairs").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                attempt(repairs::repairNew);
                attempt(repairs::repairOld);
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /* An unavailable ledger is not an error: the entries for it remain in the log. */
    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("Cannot repair a ledger yet", e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
