// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.notification;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a receiver made of a message.
///
/// @param status of HTTP; 0 when there was no answer
/// @param words the answer, or what stood against one, in a line without secrets
/// @param retryAfter pause that the receiver asked for; null for none
public record DeliveryResponse(
        int status, String words, @Nullable Duration retryAfter) {
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    /// There was none.
    public static DeliveryResponse none(String why) {
        return new DeliveryResponse(0, why, null);
    }

    /// What follows from it.
    public enum Outcome {
        /// It has arrived.
        TAKEN,
        /// It may arrive when it is tried again.
        AGAIN,
        /// It never will.
        REFUSED
    }

    /// No answer, 408, 429 and 5xx are tried again. Every other answer but 2xx is final, redirects among them:
    /// who moved has to say so here.
    public Outcome meaning() {
        if (status >= 200 && status < 300) {
            return Outcome.TAKEN;
        }
        return status == 0 || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status >= SERVER_ERROR
                ? Outcome.AGAIN
                : Outcome.REFUSED;
    }
}
