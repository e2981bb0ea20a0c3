// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a pain.001.001.03 message says, field by field as text, before any rule is applied.
///
/// Text is stripped of surrounding white space; a field that is absent or blank is null.
///
/// @param messageId `GrpHdr/MsgId`
/// @param initiatingParty the identification of `GrpHdr/InitgPty`: BIC or BEI, else the first `Othr/Id`, else the name
/// @param control the totals the group header claims
/// @param blocks the `PmtInf` blocks in document order
public record Initiation(
        @Nullable String messageId, @Nullable String initiatingParty, Control control, List<Block> blocks) {

    public Initiation {
        messageId = strip(messageId);
        initiatingParty = strip(initiatingParty);
        blocks = List.copyOf(blocks);
    }

    /// Totals a sender claims: `NbOfTxs` and `CtrlSum`.
    public record Control(@Nullable String count, @Nullable String sum) {
        public Control {
            count = strip(count);
            sum = strip(sum);
        }
    }

    /// A `PmtInf` block: transfers that share a debtor account.
    ///
    /// @param method `PmtMtd`
    public record Block(
            @Nullable String paymentInfoId,
            @Nullable String method,
            Account debtor,
            Control control,
            List<Instruction> instructions) {
        public Block {
            paymentInfoId = strip(paymentInfoId);
            method = strip(method);
            instructions = List.copyOf(instructions);
        }
    }

    /// An account as written: `Id/IBAN` or `Id/Othr/Id`.
    public record Account(@Nullable String iban, @Nullable String other) {
        public Account {
            iban = strip(iban);
            other = strip(other);
        }
    }

    /// One `CdtTrfTxInf`.
    ///
    /// @param instructed `Amt/InstdAmt`
    /// @param equivalent `Amt/EqvtAmt/Amt`: an amount in the debtor's currency, to arrive in another one
    public record Instruction(@Nullable String endToEndId, Amount instructed, Amount equivalent, Account creditor) {
        public Instruction {
            endToEndId = strip(endToEndId);
        }

        /// The amount to book: the instructed one, else the equivalent one, which is in the debtor's currency too.
        public Amount amount() {
            return instructed.value() == null ? equivalent : instructed;
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
    }

    private static @Nullable String strip(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
