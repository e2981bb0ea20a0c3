// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.reporting;

import dev.evenkeel.sdk.internal.delivery.FlagStore;
import dev.evenkeel.sdk.internal.delivery.RevisionAcknowledger;
import dev.evenkeel.sdk.internal.tracking.InFlightCallCounter;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The sender of a second acknowledgement of the active revision, once every call under earlier exposures has
/// ended and its outcome was sent. Confined to the thread that flushes.
public final class FlushedRevisionAcknowledger {
    private final FlagStore store;
    private final OutcomeBatchSender flusher;
    private final RevisionAcknowledger acknowledger;
    private CompletableFuture<Void> report = CompletableFuture.completedFuture(null);

    public FlushedRevisionAcknowledger(FlagStore store, OutcomeBatchSender flusher, RevisionAcknowledger acknowledger) {
        this.store = store;
        this.flusher = flusher;
        this.acknowledger = acknowledger;
    }

    /// Flushes, and acknowledges when no outcomes of earlier exposures remain. Repeated with the next flush
    /// until the server has accepted it.
    ///
    /// @param last whether it is the last flush: sends in any case
    public void flush(boolean last) throws InterruptedException {
        /* Read the revision first: the exposures that it retired are then included. */
        long revision = store.current().snapshot().revision();
        List<InFlightCallCounter> ended = store.retired().listEnded();
        flusher.flush(last);
        if (!ended.isEmpty() && flusher.counts().waiting() == 0 && report.isDone()) {
            report = acknowledger.acknowledgeFlushed(revision).thenAccept(taken -> {
                if (taken) {
                    store.retired().removeFlushed(ended);
                }
            });
        }
    }
}
