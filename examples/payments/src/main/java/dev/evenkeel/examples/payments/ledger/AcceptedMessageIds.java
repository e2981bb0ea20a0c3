// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.ledger;

import java.util.function.Consumer;

/// The ids of messages that a client says were accepted, as a stream that can be read once.
@FunctionalInterface
public interface AcceptedMessageIds {

    /// Hands every id to the consumer, one at a time.
    ///
    /// @throws InvalidMessageIdsException when they cannot be read to their end
    void forEach(Consumer<String> messageId);
}
