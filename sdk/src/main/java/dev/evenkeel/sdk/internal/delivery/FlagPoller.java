// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.delivery;

import dev.evenkeel.core.wire.FlagSet;
import dev.evenkeel.core.wire.ServerSentEventParser;
import dev.evenkeel.sdk.internal.transport.ServerClient;
import dev.evenkeel.sdk.internal.transport.StreamedResponse;
import java.io.IOException;
import java.time.Duration;

/// A poller that fetches the flags by request while there is no stream.
final class FlagPoller {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int UNAVAILABLE = 503;
    private static final int MOST_REFUSAL_BYTES = 100_000;
    /* There may be many flags, and the network may be slow. */
    private static final int TIMEOUTS_FOR_FLAGS = 12;

    private final ServerClient client;
    private final FlagUpdateApplier applier;
    private final ConnectionHealth health;
    private final Duration longestWait;

    /// @param longestWait timeout of a response without flags
    FlagPoller(ServerClient client, FlagUpdateApplier applier, ConnectionHealth health, Duration longestWait) {
        this.longestWait = longestWait;
        this.client = client;
        this.applier = applier;
        this.health = health;
    }

    /// Polls once. The request's ETag identifies the active flags, so that "not modified" always refers to
    /// them.
    ///
    /// @param afterReconnect accepts the server's flags even when they are older
    /// @return whether the server responded
    boolean poll(boolean afterReconnect) throws InterruptedException {
        FlagSet current = applier.activeFlags();
        try (StreamedResponse response = client.getFlags(current)) {
            return applyResponse(response, afterReconnect);
        } catch (IOException e) {
            health.markUnreachable(ServerErrorMessages.describe(e));
            return false;
        }
    }

    private boolean applyResponse(StreamedResponse response, boolean afterReconnect)
            throws IOException, InterruptedException {
        if (response.status() == NOT_MODIFIED) {
            health.markCurrent();
            return true;
        }
        if (response.status() != OK) {
            ServerErrorMessages.reportStatus(
                    health,
                    response.status(),
                    response.status() == UNAVAILABLE ? response.readText(longestWait, MOST_REFUSAL_BYTES) : "");
            return false;
        }
        applier.applySnapshot(
                response.readText(longestWait.multipliedBy(TIMEOUTS_FOR_FLAGS), ServerSentEventParser.MAX_EVENT_BYTES),
                afterReconnect);
        return true;
    }
}
