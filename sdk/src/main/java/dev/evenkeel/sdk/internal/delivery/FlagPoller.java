// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.delivery;

import dev.evenkeel.core.wire.FlagSet;
import dev.evenkeel.sdk.internal.transport.ServerClient;
import dev.evenkeel.sdk.internal.transport.ServerSentEventParser;
import dev.evenkeel.sdk.internal.transport.StreamedResponse;
import java.io.IOException;
import java.time.Duration;

/// Fetches the flags by request while there is no stream. Confined to one thread.
final class FlagPoller {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int UNAVAILABLE = 503;
    private static final int MOST_REFUSAL_BYTES = 100_000;
    /* Flags may be many, and the network slow. */
    private static final int TIMEOUTS_FOR_FLAGS = 12;

    private final ServerClient transport;
    private final FlagUpdater activation;
    private final ConnectionHealth health;
    private final Duration longestWait;

    /// @param longestWait for an answer without flags
    FlagPoller(ServerClient transport, FlagUpdater activation, ConnectionHealth health, Duration longestWait) {
        this.longestWait = longestWait;
        this.transport = transport;
        this.activation = activation;
        this.health = health;
    }

    /// Asks once. The request's ETag names the flags in force, so that "not modified" always means them.
    ///
    /// @param afterReconnect takes the server's flags even when they are older
    /// @return whether the server answered
    boolean poll(boolean afterReconnect) throws InterruptedException {
        FlagSet inForce = activation.inForce();
        try (StreamedResponse answer = transport.flags(inForce)) {
            return take(answer, afterReconnect);
        } catch (IOException e) {
            health.trouble(ServerErrorMessages.describe(e));
            return false;
        }
    }

    private boolean take(StreamedResponse answer, boolean afterReconnect) throws IOException, InterruptedException {
        if (answer.status() == NOT_MODIFIED) {
            health.current();
            return true;
        }
        if (answer.status() != OK) {
            ServerErrorMessages.tell(
                    health,
                    answer.status(),
                    answer.status() == UNAVAILABLE ? answer.text(longestWait, MOST_REFUSAL_BYTES) : "");
            return false;
        }
        activation.take(
                answer.text(longestWait.multipliedBy(TIMEOUTS_FOR_FLAGS), ServerSentEventParser.MAX_EVENT_BYTES),
                afterReconnect);
        return true;
    }
}
