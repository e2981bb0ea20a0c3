// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a core did with a message. Technical failures are exceptions, not answers.
public sealed interface BookingResult {

    /// Booked, now or by an earlier identical message.
    ///
    /// @param acceptedAt when the message was first received, so that a replay is answered alike
    record Accepted(PaymentOrder order, Instant acceptedAt) implements BookingResult {}

    /// Refused for its content; nothing was stored, so a corrected message may use the same id.
    ///
    /// @param messageId null when the message has none
    record Rejected(@Nullable String messageId, List<StatusReason> reasons) implements BookingResult {
        public Rejected {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a refusal needs a reason");
            }
        }
    }

    /// Refused because its sender used the message id before, for something else; a weak core
    /// refuses the same content too.
    record Conflict(String messageId, StatusReason reason) implements BookingResult {
        /// The conflict with the message that was received at the given time.
        public static Conflict with(Instant receivedAt, PaymentOrder order) {
            return new Conflict(
                    order.messageId(),
                    StatusReason.ofMessage(
                            StatusReasonCode.DU01,
                            "message id " + ValueQuoter.of(order.messageId()) + " of "
                                    + ValueQuoter.of(order.initiatingParty())
                                    + " was received at " + receivedAt
                                    + " with different content; send new payments under a new message id"));
        }

        /// The refusal of what was accepted at the given time already.
        public static Conflict repeated(Instant receivedAt, PaymentOrder order) {
            return new Conflict(
                    order.messageId(),
                    StatusReason.ofMessage(
                            StatusReasonCode.DU01,
                            "message id " + ValueQuoter.of(order.messageId()) + " of "
                                    + ValueQuoter.of(order.initiatingParty()) + " was received at " + receivedAt
                                    + "; it is a duplicate"));
        }
    }

    /// Not readable as XML.
    ///
    /// @param line see [MessageParseResult.MalformedXml]
    record Unreadable(int line) implements BookingResult {}
}
