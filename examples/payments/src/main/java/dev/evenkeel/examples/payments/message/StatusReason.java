// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

import org.jspecify.annotations.Nullable;

/// Why a message or one of its transfers was refused, or what was odd about an accepted one.
///
/// @param transaction the transfer it is about; null when it is about the message as a whole
public record StatusReason(
        StatusReasonCode code, String text, @Nullable TransactionReference transaction) {

    /// Names one transfer as its sender does.
    ///
    /// @param paymentInfoId the `PmtInfId` of its block, or `NOTPROVIDED`
    /// @param endToEndId its `EndToEndId`, or `NOTPROVIDED`
    public record TransactionReference(String paymentInfoId, String endToEndId) {}

    /// A reason about the message as a whole.
    public static StatusReason ofMessage(StatusReasonCode code, String text) {
        return new StatusReason(code, text, null);
    }
}
