// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.SdkStats;
import java.util.concurrent.TimeUnit;

/// Looks at the SDK every few milliseconds: no revision may be older than the one before. And notes
/// which calls a server has for sure: batches are closed and sent in order, so what was recorded before
/// one was closed has arrived when it has. For a thread of its own.
final class SdkMonitor implements Runnable {
    private static final long PAUSE_MILLIS = 5;
    /* One may have been closed while the SDK was asked, and one was being closed. */
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
                look(evenkeel.stats());
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(SdkStats stats) {
        if (stats.revision() < newest) {
            journal.error("went back from revision " + newest + " to " + stats.revision());
        }
        newest = stats.revision();
        long gone = stats.batchesSent() + stats.batchesRefused();
        if (gone < arrivedWith || !stats.dropped().isEmpty()) {
            return;
        }
        if (recorded > 0) {
            journal.knowsTaken(recorded);
        }
        recorded = stats.callsRecorded();
        arrivedWith = gone + stats.batchesWaiting() + LATER_BATCHES;
    }
}
