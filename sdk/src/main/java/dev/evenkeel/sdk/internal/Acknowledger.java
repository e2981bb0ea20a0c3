// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import dev.evenkeel.wire.AckMessage;
import dev.evenkeel.wire.WireCodec;
import java.util.concurrent.CompletableFuture;

/// Tells the server which revision is in force here, without waiting for its answer. Confined to one thread.
final class Acknowledger {
    private final Transport transport;
    private final String instance;
    private final RetiredExposures retired;
    private long revision;
    private CompletableFuture<Boolean> confirmation = CompletableFuture.completedFuture(true);

    /// @param retired exposures of which the server may not have all outcomes
    Acknowledger(Transport transport, String instance, RetiredExposures retired) {
        this.transport = transport;
        this.instance = instance;
        this.retired = retired;
    }

    /// Acknowledges at once.
    void acknowledge(long revisionInForce) {
        revision = revisionInForce;
        post();
    }

    /// Acknowledges again if the last attempt has failed.
    void repeatIfMissing() {
        if (confirmation.isDone() && !confirmation.join()) {
            post();
        }
    }

    private void post() {
        confirmation = transport.acknowledge(WireCodec.encode(new AckMessage(instance, revision, retired.isEmpty())));
    }
}
