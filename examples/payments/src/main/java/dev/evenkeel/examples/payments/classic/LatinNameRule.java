// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.classic;

import dev.evenkeel.examples.payments.message.BookingResult;
import dev.evenkeel.examples.payments.message.PaymentOrder;
import dev.evenkeel.examples.payments.message.StatusReason;
import dev.evenkeel.examples.payments.message.StatusReasonCode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The rule of the weakness [ClassicWeakness#LATIN_ONLY]: names in the basic Latin characters of SEPA
/// (EPC217-08), the minimum that every bank must support.
final class LatinNameRule {
    private static final Pattern LATIN = Pattern.compile("[A-Za-z0-9/\\-?:().,'+ ]*");

    private LatinNameRule() {}

    /// Returns the refusal of an order with a party name outside these characters.
    static Optional<BookingResult> validate(PaymentOrder paymentOrder) {
        return LATIN.matcher(paymentOrder.initiatingParty()).matches()
                ? Optional.empty()
                : Optional.of(new BookingResult.Rejected(
                        paymentOrder.messageId(),
                        List.of(StatusReason.ofMessage(
                                StatusReasonCode.RR10,
                                "the name of the initiating party has characters beyond a-z A-Z 0-9 / - ? : ( ) . , ' +"
                                        + " and the space"))));
    }
}
