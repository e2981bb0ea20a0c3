// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The result of booking a message. Technical failures are exceptions, not results.
public sealed interface BookingResult {

    /// Booked, now or by an earlier identical message.
    ///
    /// @param acceptedAt when the message was first received, so that a resent message gets the same response
    record Accepted(PaymentOrder order, Instant acceptedAt) implements BookingResult {}

    /// Refused because of its content; nothing was stored, so a corrected message may use the same id.
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

    /// Refused because its sender used the message id before, for other content; a core with a weakness also
    /// refuses the same content.
    record Conflict(String messageId, StatusReason reason) implements BookingResult {
        /// Creates the conflict with a message received at the given time.
        public static Conflict contentMismatch(Instant receivedAt, PaymentOrder paymentOrder) {
            return new Conflict(
                    paymentOrder.messageId(),
                    StatusReason.ofMessage(
                            StatusReasonCode.DU01,
                            "message id " + ValueQuoter.quote(paymentOrder.messageId()) + " of "
                                    + ValueQuoter.quote(paymentOrder.initiatingParty())
                                    + " was received at " + receivedAt
                                    + " with different content; send new payments under a new message id"));
        }

        /// Creates the refusal of a message that was already accepted at the given time.
        public static Conflict duplicate(Instant receivedAt, PaymentOrder paymentOrder) {
            return new Conflict(
                    paymentOrder.messageId(),
                    StatusReason.ofMessage(
                            StatusReasonCode.DU01,
                            "message id " + ValueQuoter.quote(paymentOrder.messageId()) + " of "
                                    + ValueQuoter.quote(paymentOrder.initiatingParty()) + " was received at "
                                    + receivedAt
                                    + "; it is a duplicate"));
        }
    }

    /// Not readable as XML.
    ///
    /// @param line see [MessageParseResult.MalformedXml]
    record Unreadable(int line) implements BookingResult {}
}
