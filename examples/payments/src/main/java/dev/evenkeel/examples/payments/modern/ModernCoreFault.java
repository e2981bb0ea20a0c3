// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.modern;

import java.util.Arrays;
import java.util.Optional;

/// A bug that can be enabled in the modern core: each is of a kind that reaches production.
public enum ModernCoreFault {
    /// Messages are decoded to text before parsing: a byte-order mark becomes a character before the XML, and
    /// the message is refused as unreadable.
    BYTE_ORDER_MARK("byte-order-mark"),

    /// Every message locks one settlement account until it is committed, and sometimes recounts it under the
    /// lock: a few messages become slow, together with the messages that wait for them.
    SLOW_TAIL("slow-tail"),

    /// A known message id is treated as a collision of two customers instead of a retry: the retry is booked
    /// again.
    DOUBLE_BOOKING("double-booking"),

    /// Message ids are allocated in blocks that are refilled by the clock, not on demand: when a block is
    /// used up, all messages fail until the next one is due.
    ERROR_BURSTS("error-bursts"),

    /// Amounts are parsed as binary fractions and truncated to hundredths: about one in 20 loses a hundredth,
    /// and the message is refused because its control sum no longer matches.
    TRUNCATED_AMOUNTS("truncated-amounts");

    private final String key;

    ModernCoreFault(String key) {
        this.key = key;
    }

    /// Returns the key used in URLs and responses.
    public String key() {
        return key;
    }

    /// Returns the fault with that key, if any.
    public static Optional<ModernCoreFault> find(String key) {
        return Arrays.stream(values()).filter(fault -> fault.key.equals(key)).findFirst();
    }
}
