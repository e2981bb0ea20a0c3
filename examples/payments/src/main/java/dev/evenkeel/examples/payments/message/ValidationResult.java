// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

import java.util.List;

/// The result of a validation: an order to book, or a refusal.
public sealed interface ValidationResult {
    record ValidOrder(PaymentOrder order) implements ValidationResult {}

    record InvalidOrder(BookingResult answer) implements ValidationResult {}

    /// Validates a parsed message.
    static ValidationResult of(MessageParseResult messageParseResult) {
        return switch (messageParseResult) {
            case MessageParseResult.ParsedInitiation(PaymentInitiation initiation) ->
                new PaymentInitiationValidator(initiation).validate();
            case MessageParseResult.UnsupportedMessage(StatusReason reason) ->
                new InvalidOrder(new BookingResult.Rejected(null, List.of(reason)));
            case MessageParseResult.MalformedXml(int line) -> new InvalidOrder(new BookingResult.Unreadable(line));
        };
    }
}
