// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fields of a pain.001.001.03 message as text, before validation.
///
/// Text is stripped of surrounding white space; an absent or blank field is null.
///
/// @param messageId `GrpHdr/MsgId`
/// @param initiatingParty the identification of `GrpHdr/InitgPty`: BIC or BEI, else the first `Othr/Id`, else
///     the name
/// @param control the totals claimed by the group header
/// @param blocks the `PmtInf` blocks in document order
public record PaymentInitiation(
        @Nullable String messageId,
        @Nullable String initiatingParty,
        ControlTotals control,
        List<PaymentBlock> blocks) {

    public PaymentInitiation {
        messageId = strip(messageId);
        initiatingParty = strip(initiatingParty);
        blocks = List.copyOf(blocks);
    }

    /// Totals claimed by the sender: `NbOfTxs` and `CtrlSum`.
    public record ControlTotals(
            @Nullable String count, @Nullable String sum) {
        public ControlTotals {
            count = strip(count);
            sum = strip(sum);
        }
    }

    /// A `PmtInf` block: transfers that share a debtor account.
    ///
    /// @param method `PmtMtd`
    public record PaymentBlock(
            @Nullable String paymentInfoId,
            @Nullable String method,
            Account debtor,
            ControlTotals control,
            List<Instruction> instructions) {
        public PaymentBlock {
            paymentInfoId = strip(paymentInfoId);
            method = strip(method);
            instructions = List.copyOf(instructions);
        }
    }

    /// An account as written: `Id/IBAN`, else `Id/Othr/Id`.
    ///
    /// @param other null when there is an IBAN
    public record Account(@Nullable String iban, @Nullable String other) {
        public Account {
            iban = strip(iban);
            other = iban == null ? strip(other) : null;
        }
    }

    /// One `CdtTrfTxInf`.
    ///
    /// @param amount `Amt/InstdAmt`, else `Amt/EqvtAmt/Amt`, which is in the debtor's currency and to
    ///     arrive in another
    public record Instruction(@Nullable String endToEndId, Amount amount, Account creditor) {
        public Instruction {
            endToEndId = strip(endToEndId);
        }
    }

    /// An amount as written.
    ///
    /// @param currency the attribute `Ccy`
    public record Amount(@Nullable String value, @Nullable String currency) {
        public Amount {
            value = strip(value);
            currency = strip(currency);
        }

        /// Returns this amount, or the other one when this has no value.
        public Amount or(Amount other) {
            return value == null ? other : this;
        }
    }

    private static @Nullable String strip(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
