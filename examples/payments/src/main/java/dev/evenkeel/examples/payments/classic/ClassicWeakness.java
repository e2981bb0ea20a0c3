// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.classic;

import java.util.Arrays;
import java.util.Optional;

/// A weakness that the new classic core had and that can be enabled again. Each one is a choice that passes a
/// careful review and fails under certain circumstances.
public enum ClassicWeakness {
    /// Names may contain only the Latin characters that SEPA guarantees: a customer whose name needs others
    /// is refused.
    LATIN_ONLY("latin-only"),

    /// A known message id is refused as a duplicate even if the message is the same: a client that lost the
    /// response and resends receives "refused" for a booked payment.
    REFUSED_REPEATS("refused-repeats"),

    /// A booking gives up on a lock after 20 ms without a retry: while a clearing cut locks the ledger,
    /// payments fail.
    SHORT_LOCK_WAIT("short-lock-wait");

    private final String key;

    ClassicWeakness(String key) {
        this.key = key;
    }

    /// Returns the key used in URLs and responses.
    public String key() {
        return key;
    }

    /// Returns the weakness with that key, if any.
    public static Optional<ClassicWeakness> find(String key) {
        return Arrays.stream(values())
                .filter(weakness -> weakness.key.equals(key))
                .findFirst();
    }
}
