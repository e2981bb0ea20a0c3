// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.delivery;

import dev.evenkeel.core.wire.BreakerTrip;
import dev.evenkeel.core.wire.RevisionAckMessage;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.sdk.internal.tracking.UnflushedRetiredSplits;
import dev.evenkeel.sdk.internal.transport.ServerClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The sender of acknowledgements: acknowledges the active revision and reports tripped breakers to the
/// server, without waiting for its response. Thread-safe.
public final class RevisionAcknowledger {
    private final ServerClient client;
    private final String instance;
    private final UnflushedRetiredSplits retired;
    private final Supplier<List<BreakerTrip>> trips;
    private @Nullable RevisionAckMessage sent;
    private CompletableFuture<Boolean> confirmation = CompletableFuture.completedFuture(true);

    /// @param retired exposures whose outcomes the server may lack
    /// @param trips tripped breakers of the active exposures
    public RevisionAcknowledger(
            ServerClient client, String instance, UnflushedRetiredSplits retired, Supplier<List<BreakerTrip>> trips) {
        this.client = client;
        this.instance = instance;
        this.retired = retired;
        this.trips = trips;
    }

    /// Acknowledges at once.
    synchronized void acknowledge(long revisionInForce) {
        post(message(revisionInForce));
    }

    /// Repeats the acknowledgement if the last attempt failed, or if a breaker has tripped since. Sends
    /// nothing before the first acknowledgement.
    public synchronized void retryIfUnconfirmed() {
        if (sent == null) {
            return;
        }
        RevisionAckMessage now = message(sent.revision());
        boolean failed = confirmation.isDone() && !confirmation.join();
        if (failed || !sent.trips().containsAll(now.trips())) {
            post(now);
        }
    }

    /// Acknowledges that the server has received the outcomes of all calls under earlier exposures.
    ///
    /// @return a future of whether the server accepted it; never exceptional
    public CompletableFuture<Boolean> acknowledgeFlushed(long revisionInForce) {
        return client.acknowledge(WireCodec.encode(new RevisionAckMessage(instance, revisionInForce, true)));
    }

    private RevisionAckMessage message(long revision) {
        return new RevisionAckMessage(instance, revision, retired.isEmpty(), trips.get());
    }

    private void post(RevisionAckMessage ack) {
        sent = ack;
        confirmation = client.acknowledge(WireCodec.encode(ack));
    }
}
