// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Fetches the flags by request while there is no stream. Confined to one thread.
final class FlagPoller {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    private final Transport transport;
    private final Activation activation;
    private final Health health;
    private final Duration longestWait;
    private @Nullable String etag;

    /// @param longestWait for each piece of an answer
    FlagPoller(Transport transport, Activation activation, Health health, Duration longestWait) {
        this.longestWait = longestWait;
        this.transport = transport;
        this.activation = activation;
        this.health = health;
    }

    /// Asks once.
    ///
    /// @param afterReconnect takes the server's flags even when they are older
    /// @return whether the server answered
    boolean poll(boolean afterReconnect) throws InterruptedException {
        try (Answer answer = transport.flags(afterReconnect ? null : etag)) {
            return take(answer, afterReconnect);
        } catch (IOException e) {
            health.trouble(Refusals.describe(e));
            return false;
        }
    }

    private boolean take(Answer answer, boolean afterReconnect) throws IOException, InterruptedException {
        if (answer.status() == NOT_MODIFIED) {
            health.current();
            return true;
        }
        if (answer.status() != OK) {
            Refusals.tell(health, answer.status());
            return false;
        }
        if (activation.take(answer.text(longestWait), afterReconnect)) {
            etag = answer.header("ETag");
        }
        return true;
    }
}
