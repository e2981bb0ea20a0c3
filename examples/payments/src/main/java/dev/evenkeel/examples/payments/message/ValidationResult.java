// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

import java.util.List;

/// A reading after the rules: an order to book, or the answer that refuses it.
public sealed interface ValidationResult {
    record ValidOrder(PaymentOrder order) implements ValidationResult {}

    record InvalidOrder(BookingResult answer) implements ValidationResult {}

    /// Applies the rules to what a reader found.
    static ValidationResult of(MessageParseResult reading) {
        return switch (reading) {
            case MessageParseResult.ParsedInitiation(PaymentInitiation initiation) ->
                new PaymentInitiationValidator(initiation).check();
            case MessageParseResult.UnsupportedMessage(StatusReason reason) ->
                new InvalidOrder(new BookingResult.Rejected(null, List.of(reason)));
            case MessageParseResult.MalformedXml(int line) -> new InvalidOrder(new BookingResult.Unreadable(line));
        };
    }
}
