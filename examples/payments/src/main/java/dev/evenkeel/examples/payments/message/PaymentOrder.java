// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

import java.util.List;

/// A valid message, ready to be booked.
///
/// @param initiatingParty sender; `NOTPROVIDED` when missing in the message. With `messageId` it identifies
///     the message: two senders may both number theirs from 1
/// @param transfers at least one
/// @param warnings irregularities that do not prevent booking
public record PaymentOrder(
        String messageId, String initiatingParty, List<CreditTransfer> transfers, List<StatusReason> warnings) {
    public PaymentOrder {
        transfers = List.copyOf(transfers);
        warnings = List.copyOf(warnings);
        if (transfers.isEmpty()) {
            throw new IllegalArgumentException("an order needs at least one transfer");
        }
    }
}
