// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

import org.jspecify.annotations.Nullable;

/// The reason why a message or one of its transfers was refused, or an irregularity of an accepted one.
///
/// @param transaction the transfer concerned; null for the message as a whole
public record StatusReason(
        StatusReasonCode code, String text, @Nullable TransactionReference transaction) {

    /// The sender's identification of a transfer.
    ///
    /// @param paymentInfoId the `PmtInfId` of its block, or `NOTPROVIDED`
    /// @param endToEndId its `EndToEndId`, or `NOTPROVIDED`
    public record TransactionReference(String paymentInfoId, String endToEndId) {}

    /// Creates a reason for the message as a whole.
    public static StatusReason ofMessage(StatusReasonCode code, String text) {
        return new StatusReason(code, text, null);
    }
}
