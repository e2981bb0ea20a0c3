// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.classic;

import dev.evenkeel.examples.payments.message.Answer;
import dev.evenkeel.examples.payments.message.Order;
import dev.evenkeel.examples.payments.message.Reason;
import dev.evenkeel.examples.payments.message.ReasonCode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The rule of the weakness [Weakness#LATIN_ONLY]: names in the basic Latin characters of SEPA
/// (EPC217-08), which every bank has to support and none has to go beyond.
final class LatinNames {
    private static final Pattern LATIN = Pattern.compile("[A-Za-z0-9/\\-?:().,'+ ]*");

    private LatinNames() {}

    /// The refusal of an order whose party's name goes beyond.
    static Optional<Answer> refusal(Order order) {
        return LATIN.matcher(order.initiatingParty()).matches()
                ? Optional.empty()
                : Optional.of(new Answer.Refused(
                        order.messageId(),
                        List.of(Reason.ofMessage(
                                ReasonCode.RR10,
                                "the name of the initiating party has characters beyond a-z A-Z 0-9 / - ? : ( ) . , ' +"
                                        + " and the space"))));
    }
}
