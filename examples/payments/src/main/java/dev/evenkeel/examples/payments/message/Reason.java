// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

import org.jspecify.annotations.Nullable;

/// Why a message or one of its transfers was refused, or what was odd about an accepted one.
///
/// @param transaction the transfer it is about; null when it is about the message as a whole
public record Reason(ReasonCode code, String text, @Nullable Transaction transaction) {

    /// Names one transfer as its sender does.
    ///
    /// @param paymentInfoId the `PmtInfId` of its block, or `NOTPROVIDED`
    /// @param endToEndId its `EndToEndId`, or `NOTPROVIDED`
    public record Transaction(String paymentInfoId, String endToEndId) {}

    /// A reason about the message as a whole.
    public static Reason ofMessage(ReasonCode code, String text) {
        return new Reason(code, text, null);
    }
}
