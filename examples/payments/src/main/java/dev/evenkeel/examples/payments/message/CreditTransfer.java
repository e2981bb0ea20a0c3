// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

/// A valid credit transfer.
///
/// @param endToEndId unique in its message, or `NOTPROVIDED`
/// @param occurrence 1, or the ordinal among the transfers of the message whose `endToEndId` is
///     `NOTPROVIDED`; together with `endToEndId` it identifies the transfer in its message
/// @param debtorAccount IBAN, or another identification of at most 34 characters
/// @param creditorAccount IBAN, or another identification of at most 34 characters
public record CreditTransfer(
        String endToEndId, int occurrence, String debtorAccount, String creditorAccount, PaymentAmount amount) {}
