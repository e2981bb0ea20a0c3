// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.reporting;

import dev.evenkeel.sdk.internal.delivery.FlagStore;
import dev.evenkeel.sdk.internal.delivery.RevisionAcknowledger;
import dev.evenkeel.sdk.internal.tracking.InFlightCallCounter;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Tells the server once every call of earlier exposures has ended and its outcome was sent, by another
/// acknowledgement of the revision in force. Confined to the thread that flushes.
public final class FlushAcknowledger {
    private final FlagStore store;
    private final OutcomeBatchSender flusher;
    private final RevisionAcknowledger acknowledger;
    private CompletableFuture<Void> report = CompletableFuture.completedFuture(null);

    public FlushAcknowledger(FlagStore store, OutcomeBatchSender flusher, RevisionAcknowledger acknowledger) {
        this.store = store;
        this.flusher = flusher;
        this.acknowledger = acknowledger;
    }

    /// Flushes, and reports when nothing of earlier exposures is left. Repeated with the next flush until the
    /// server has taken the report.
    ///
    /// @param last whether it is the last time: sends in any case
    public void flush(boolean last) throws InterruptedException {
        /* The revision first: what it retired is among the exposures then. */
        long revision = store.current().snapshot().revision();
        List<InFlightCallCounter> ended = store.retired().ended();
        flusher.flush(last);
        if (!ended.isEmpty() && flusher.counts().waiting() == 0 && report.isDone()) {
            report = acknowledger.acknowledgeFlushed(revision).thenAccept(taken -> {
                if (taken) {
                    store.retired().settle(ended);
                }
            });
        }
    }
}
