// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import dev.evenkeel.examples.payments.ledger.SyntheticAccounts;
import dev.evenkeel.examples.payments.message.PaymentSubmission;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// A payment of 1 euro between two synthetic accounts, and its reversal.
///
/// @param drill id of its drill, 1 to 28 letters, digits and dashes
/// @param number number of the payment in the drill, 1 to 100
/// @param account debtor, one of [SyntheticAccounts]
record SyntheticPayment(String drill, int number, String account) {
    /// The amount in cents.
    static final long AMOUNT = 100;

    private static final String COUNTERPART = SyntheticAccounts.PREFIX + "COUNTERPART";
    private static final int EURO_DIGITS = 2;

    /// Returns the ids of both messages.
    List<String> messageIds() {
        return List.of(messageId(), messageId() + "R");
    }

    private String messageId() {
        return drill + "-" + number;
    }

    /// Returns the payment.
    PaymentSubmission toMessage(Instant now) {
        return toMessage(messageId(), new PaymentLegs(account, COUNTERPART, AMOUNT), now);
    }

    /// Returns the reversal.
    ///
    /// @param amount amount to pay back, in cents, above 0
    PaymentSubmission toReversal(long amount, Instant now) {
        return toMessage(messageId() + "R", new PaymentLegs(COUNTERPART, account, amount), now);
    }

    /// Debtor, creditor and amount in cents.
    private record PaymentLegs(String debtor, String creditor, long amount) {}

    private static PaymentSubmission toMessage(String id, PaymentLegs legs, Instant now) {
        String amount = BigDecimal.valueOf(legs.amount, EURO_DIGITS).toPlainString();
        String xml = """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"><CstmrCdtTrfInitn>
                <GrpHdr><MsgId>%s</MsgId><CreDtTm>%s</CreDtTm><NbOfTxs>1</NbOfTxs><CtrlSum>%s</CtrlSum>
                <InitgPty><Nm>SYNTHETIC</Nm></InitgPty></GrpHdr>
                <PmtInf><PmtInfId>1</PmtInfId><PmtMtd>TRF</PmtMtd><ReqdExctnDt>%s</ReqdExctnDt>
                <Dbtr><Nm>SYNTHETIC</Nm></Dbtr><DbtrAcct><Id><Othr><Id>%s</Id></Othr></Id></DbtrAcct>
                <CdtTrfTxInf><PmtId><EndToEndId>%s</EndToEndId></PmtId>
                <Amt><InstdAmt Ccy="EUR">%s</InstdAmt></Amt><Cdtr><Nm>SYNTHETIC</Nm></Cdtr>
                <CdtrAcct><Id><Othr><Id>%s</Id></Othr></Id></CdtrAcct></CdtTrfTxInf>
                </PmtInf></CstmrCdtTrfInitn></Document>
                """.formatted(
                        id,
                        now.truncatedTo(ChronoUnit.SECONDS),
                        amount,
                        now.atZone(ZoneOffset.UTC).toLocalDate(),
                        legs.debtor,
                        id,
                        amount,
                        legs.creditor);
        return PaymentSubmission.of(xml.getBytes(StandardCharsets.UTF_8), now);
    }
}
