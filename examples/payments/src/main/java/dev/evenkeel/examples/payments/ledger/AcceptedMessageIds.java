// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.ledger;

import java.util.function.Consumer;

/// The ids of messages that a client saw accepted, as a stream that can be read once.
@FunctionalInterface
public interface AcceptedMessageIds {

    /// Passes each id to the consumer.
    ///
    /// @throws InvalidMessageIdsException when the ids cannot be read to the end
    void forEach(Consumer<String> messageId);
}
