// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.client;

import java.util.Arrays;
import java.util.Optional;

/// A weakness of the payment service: the cause that incidents name, and the key that switches it.
public enum PaymentWeakness {
    /// Payments fail while a clearing cut holds the lock.
    LOCKS("payments give up on a lock after 20 ms", "short-lock-wait", "wait for the lock without a short timeout"),
    /// Clients that missed the response send again and receive "refused".
    REPEATS("a message sent again is refused", "refused-repeats", "answer a repeated message like the original"),
    /// New customers are refused because of their names.
    NAMES("names beyond basic Latin are refused", "latin-only", "accept every name that XML allows");

    private final String cause;
    private final String key;
    private final String remedy;

    PaymentWeakness(String cause, String key, String remedy) {
        this.cause = cause;
        this.key = key;
        this.remedy = remedy;
    }

    /// Returns the cause as incidents name it.
    public String cause() {
        return cause;
    }

    /// Returns its key in the payment service's API.
    public String key() {
        return key;
    }

    /// Returns the fix.
    public String remedy() {
        return remedy;
    }

    public static Optional<PaymentWeakness> findByCause(String cause) {
        return Arrays.stream(values()).filter(spot -> spot.cause.equals(cause)).findFirst();
    }
}
