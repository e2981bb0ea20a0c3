// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.client;

import java.util.Arrays;
import java.util.Optional;

/// A weakness of the payment service: the words by which incidents name it as their cause, and its
/// switch.
public enum PaymentWeakness {
    /// Behind the lock of a clearing cut, payments fail.
    LOCKS("payments give up on a lock after 20 ms", "short-lock-wait", "wait for the lock as long as it takes"),
    /// Those who did not hear the answer send again, and hear "refused".
    REPEATS("a message sent again is refused", "refused-repeats", "answer a repeated message like the first"),
    /// New customers are refused for their names.
    NAMES("names beyond basic Latin are refused", "latin-only", "take every name that XML can write");

    private final String cause;
    private final String key;
    private final String remedy;

    PaymentWeakness(String cause, String key, String remedy) {
        this.cause = cause;
        this.key = key;
        this.remedy = remedy;
    }

    /// As incidents name it.
    public String cause() {
        return cause;
    }

    /// Its name at the payment service.
    public String key() {
        return key;
    }

    /// What is done about it.
    public String remedy() {
        return remedy;
    }

    public static Optional<PaymentWeakness> of(String cause) {
        return Arrays.stream(values()).filter(spot -> spot.cause.equals(cause)).findFirst();
    }
}
