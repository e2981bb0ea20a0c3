// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.modern;

import java.util.Arrays;
import java.util.Optional;

/// A mistake that can be switched on in the modern core: each one is a kind of bug that reaches production.
public enum ModernCoreFault {
    /// Messages are decoded to text before parsing: a byte-order mark becomes a character in front of
    /// the XML, and the message is refused as unreadable.
    BYTE_ORDER_MARK("byte-order-mark"),

    /// Every message locks one settlement account until it is committed, and now and then recounts it
    /// under the lock: a few messages become slow, and those that wait for them.
    SLOW_TAIL("slow-tail"),

    /// A message id that is already known is taken for the clash of two customers instead of a retry:
    /// the retry is booked again.
    DOUBLE_BOOKING("double-booking"),

    /// Message ids are taken in blocks that are refilled by the clock, not on demand: when a block is
    /// used up, all messages fail until the next one is due.
    ERROR_BURSTS("error-bursts"),

    /// Amounts are read as binary fractions and cut to hundredths: about one in twenty loses a
    /// hundredth, and the message is refused because its control sum no longer agrees.
    TRUNCATED_AMOUNTS("truncated-amounts");

    private final String key;

    ModernCoreFault(String key) {
        this.key = key;
    }

    /// The name used in addresses and answers.
    public String key() {
        return key;
    }

    /// The fault of that name, if there is one.
    public static Optional<ModernCoreFault> find(String key) {
        return Arrays.stream(values()).filter(fault -> fault.key.equals(key)).findFirst();
    }
}
