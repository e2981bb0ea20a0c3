// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.delivery;

import dev.evenkeel.core.wire.BreakerTrip;
import dev.evenkeel.core.wire.RevisionAckMessage;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.sdk.internal.tracking.RetiredExposures;
import dev.evenkeel.sdk.internal.transport.ServerClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reports to the server which revision is in force here, and which breakers are tripped, without waiting for
/// its answer. Thread-safe.
public final class RevisionAcknowledger {
    private final ServerClient transport;
    private final String instance;
    private final RetiredExposures retired;
    private final Supplier<List<BreakerTrip>> trips;
    private @Nullable RevisionAckMessage sent;
    private CompletableFuture<Boolean> confirmation = CompletableFuture.completedFuture(true);

    /// @param retired exposures of which the server may not have all outcomes
    /// @param trips breakers that are tripped in the exposures in force
    public RevisionAcknowledger(
            ServerClient transport, String instance, RetiredExposures retired, Supplier<List<BreakerTrip>> trips) {
        this.transport = transport;
        this.instance = instance;
        this.retired = retired;
        this.trips = trips;
    }

    /// Acknowledges at once.
    synchronized void acknowledge(long revisionInForce) {
        post(message(revisionInForce));
    }

    /// Acknowledges again if the last attempt has failed, or if a breaker has tripped since. Sends nothing
    /// before the first acknowledgement.
    public synchronized void repeatIfMissing() {
        if (sent == null) {
            return;
        }
        RevisionAckMessage now = message(sent.revision());
        boolean failed = confirmation.isDone() && !confirmation.join();
        if (failed || !sent.trips().containsAll(now.trips())) {
            post(now);
        }
    }

    /// Acknowledges once that the server has the outcomes of all calls under earlier exposures.
    ///
    /// @return whether the server took it, to come; never exceptional
    public CompletableFuture<Boolean> acknowledgeFlushed(long revisionInForce) {
        return transport.acknowledge(WireCodec.encode(new RevisionAckMessage(instance, revisionInForce, true)));
    }

    private RevisionAckMessage message(long revision) {
        return new RevisionAckMessage(instance, revision, retired.isEmpty(), trips.get());
    }

    private void post(RevisionAckMessage ack) {
        sent = ack;
        confirmation = transport.acknowledge(WireCodec.encode(ack));
    }
}
