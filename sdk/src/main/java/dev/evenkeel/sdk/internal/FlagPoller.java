// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/// Fetches the flags by request while there is no stream. Confined to one thread.
final class FlagPoller {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    private final Transport transport;
    private final Activation activation;
    private final Health health;
    private @Nullable String etag;

    FlagPoller(Transport transport, Activation activation, Health health) {
        this.transport = transport;
        this.activation = activation;
        this.health = health;
    }

    /// Asks once.
    ///
    /// @param afterReconnect takes the server's flags even when they are older
    /// @return whether the server answered
    boolean poll(boolean afterReconnect) throws InterruptedException {
        try {
            HttpResponse<String> answer = transport.flags(afterReconnect ? null : etag);
            if (answer.statusCode() == OK) {
                if (activation.take(answer.body(), afterReconnect)) {
                    etag = answer.headers().firstValue("ETag").orElse(null);
                }
                return true;
            }
            if (answer.statusCode() == NOT_MODIFIED) {
                health.current();
                return true;
            }
            Refusals.tell(health, answer.statusCode());
        } catch (IOException e) {
            health.trouble(Refusals.describe(e));
        }
        return false;
    }
}
