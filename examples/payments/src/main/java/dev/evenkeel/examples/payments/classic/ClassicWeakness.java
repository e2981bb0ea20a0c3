// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.classic;

import java.util.Arrays;
import java.util.Optional;

/// A weakness that the classic core had when it was new and that can be opened again: each one is a
/// choice that a careful review lets pass, and that fails when its circumstances come.
public enum ClassicWeakness {
    /// A name may hold the Latin characters on which SEPA lets banks insist, and no others: a
    /// customer whose name needs others is refused.
    LATIN_ONLY("latin-only"),

    /// A known message id is refused as a duplicate, also when the message is the same: who did not
    /// hear the answer and sends again hears "refused" of a payment that is booked.
    REFUSED_REPEATS("refused-repeats"),

    /// A booking gives up on a lock after 20 ms and does not try again: while a clearing cut holds
    /// the ledger, payments fail.
    SHORT_LOCK_WAIT("short-lock-wait");

    private final String key;

    ClassicWeakness(String key) {
        this.key = key;
    }

    /// The name used in addresses and answers.
    public String key() {
        return key;
    }

    /// The weakness of that name, if there is one.
    public static Optional<ClassicWeakness> find(String key) {
        return Arrays.stream(values())
                .filter(weakness -> weakness.key.equals(key))
                .findFirst();
    }
}
