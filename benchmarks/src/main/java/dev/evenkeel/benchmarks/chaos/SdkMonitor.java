// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.SdkStats;
import java.util.concurrent.TimeUnit;

/// Monitor that polls the SDK every few milliseconds and checks that no revision is older than the previous
/// one. Records which calls a server has for certain: batches are closed and sent in order, so when a batch
/// has arrived, so has everything recorded before it was closed. Runs in a separate thread.
final class SdkMonitor implements Runnable {
    private static final long PAUSE_MILLIS = 5;
    /* One may have been closed during the query, and one was being closed. */
    private static final long LATER_BATCHES = 3;

    private final Evenkeel evenkeel;
    private final ProcessJournalWriter journal;
    private long newest;
    private long recorded;
    private long arrivedWith;

    SdkMonitor(Evenkeel evenkeel, ProcessJournalWriter journal) {
        this.evenkeel = evenkeel;
        this.journal = journal;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                check(evenkeel.stats());
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void check(SdkStats stats) {
        if (stats.revision() < newest) {
            journal.writeError("returned from revision " + newest + " to " + stats.revision());
        }
        newest = stats.revision();
        long gone = stats.batchesSent() + stats.batchesRefused();
        if (gone < arrivedWith || !stats.dropped().isEmpty()) {
            return;
        }
        if (recorded > 0) {
            journal.writeAcknowledged(recorded);
        }
        recorded = stats.callsRecorded();
        arrivedWith = gone + stats.batchesQueued() + LATER_BATCHES;
    }
}
