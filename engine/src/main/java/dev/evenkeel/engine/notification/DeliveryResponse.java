// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.notification;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The response of a receiver to a message.
///
/// @param status HTTP status; 0 without a response
/// @param detail the response, or why there is none, in one line without secrets
/// @param retryAfter pause requested by the receiver; null for none
public record DeliveryResponse(
        int status, String detail, @Nullable Duration retryAfter) {
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    /// Creates the result of a request without a response.
    public static DeliveryResponse ofNoAnswer(String why) {
        return new DeliveryResponse(0, why, null);
    }

    /// The outcome of a delivery attempt.
    public enum Outcome {
        /// Delivered.
        DELIVERED,
        /// Failed, and may succeed on a retry.
        AGAIN,
        /// Failed permanently.
        REJECTED
    }

    /// Classifies the response. No response, 408, 429 and 5xx are retried. Every other status except 2xx is
    /// permanent, including redirects: a receiver that moved must be reconfigured.
    public Outcome outcome() {
        if (status >= 200 && status < 300) {
            return Outcome.DELIVERED;
        }
        return status == 0 || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status >= SERVER_ERROR
                ? Outcome.AGAIN
                : Outcome.REJECTED;
    }
}
