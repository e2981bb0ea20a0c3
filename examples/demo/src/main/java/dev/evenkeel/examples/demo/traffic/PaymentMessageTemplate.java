// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.traffic;

import java.math.BigDecimal;
import java.util.Locale;

/// A kind of pain.001 credit-transfer initiation as banks and companies send them.
///
/// Some begin with a byte-order mark, some use the namespace of the Swiss interbank guidelines, some contain
/// a batch, as in real sample files (contracts in `examples/payments`).
enum PaymentMessageTemplate {
    /// A Swiss payroll: eight transfers, guideline namespace, no byte-order mark.
    PAYROLL("http://www.six-interbank-clearing.com/de/pain.001.001.03.ch.02.xsd", "CHF", "CH", 8, false),
    /// One euro transfer with a byte-order mark.
    SEPA(Constants.ISO, "EUR", "LT", 1, true),
    /// One dollar transfer to a numbered account, with a byte-order mark.
    DOLLAR(Constants.ISO, "USD", "LT", 1, true),
    /// One zloty transfer with a byte-order mark.
    ZLOTY(Constants.ISO, "PLN", "LT", 1, true);

    private static final class Constants {
        static final String ISO = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03";
    }

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String namespace;
    private final String currency;
    private final String country;
    private final int transfers;
    private final boolean byteOrderMark;

    PaymentMessageTemplate(String namespace, String currency, String country, int transfers, boolean byteOrderMark) {
        this.namespace = namespace;
        this.currency = currency;
        this.country = country;
        this.transfers = transfers;
        this.byteOrderMark = byteOrderMark;
    }

    /// Returns the number of transfers in one message.
    int transfers() {
        return transfers;
    }

    /// Returns a message of this kind, to be sent in UTF-8.
    ///
    /// @param messageId unique id, at most 35 characters
    /// @param debtor number of the paying customer, 0 or more
    /// @param minorUnits amount of each transfer in hundredths, 1 or more
    String render(String messageId, int debtor, long minorUnits) {
        var xml = new StringBuilder(byteOrderMark ? BYTE_ORDER_MARK : "");
        BigDecimal amount = BigDecimal.valueOf(minorUnits, 2);
        xml.append("""
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="%s">
                 <CstmrCdtTrfInitn>
                  <GrpHdr><MsgId>%s</MsgId><CreDtTm>2026-01-05T09:00:00</CreDtTm><NbOfTxs>%d</NbOfTxs><CtrlSum>%s</CtrlSum><InitgPty><Nm>Customer %d</Nm></InitgPty></GrpHdr>
                  <PmtInf>
                   <PmtInfId>%s-1</PmtInfId><PmtMtd>TRF</PmtMtd><ReqdExctnDt>2026-01-05</ReqdExctnDt>
                   <Dbtr><Nm>Customer %d</Nm></Dbtr>
                   <DbtrAcct><Id><IBAN>%s</IBAN></Id></DbtrAcct>
                   <DbtrAgt><FinInstnId><BIC>EVENLT22XXX</BIC></FinInstnId></DbtrAgt>
                """.formatted(
                        namespace,
                        messageId,
                        transfers,
                        amount.multiply(BigDecimal.valueOf(transfers)),
                        debtor,
                        messageId,
                        debtor,
                        iban(country, debtor)));
        for (int transfer = 1; transfer <= transfers; transfer++) {
            appendTransfer(xml, messageId, transfer, amount);
        }
        return xml.append("  </PmtInf>\n </CstmrCdtTrfInitn>\n</Document>\n").toString();
    }

    private void appendTransfer(StringBuilder xml, String messageId, int transfer, BigDecimal amount) {
        String account = this == DOLLAR
                ? "<Othr><Id>" + (10_000_000 + transfer) + "</Id></Othr>"
                : "<IBAN>" + iban(country, 900_000_000L + transfer) + "</IBAN>";
        xml.append("""
                   <CdtTrfTxInf>
                    <PmtId><InstrId>I%d</InstrId><EndToEndId>%s-E%d</EndToEndId></PmtId>
                    <Amt><InstdAmt Ccy="%s">%s</InstdAmt></Amt>
                    <CdtrAgt><FinInstnId><BIC>EVENLT33XXX</BIC></FinInstnId></CdtrAgt>
                    <Cdtr><Nm>Payee %d</Nm></Cdtr>
                    <CdtrAcct><Id>%s</Id></CdtrAcct>
                    <RmtInf><Ustrd>Invoice %d</Ustrd></RmtInf>
                   </CdtTrfTxInf>
                """.formatted(transfer, messageId, transfer, currency, amount, transfer, account, transfer));
    }

    /// Returns an IBAN with valid check digits (ISO 13616, ISO 7064 mod 97-10).
    private static String iban(String country, long number) {
        String account = String.format(Locale.ROOT, country.equals("CH") ? "%017d" : "%016d", number);
        int remainder = 0;
        for (char c : (account + country + "00").toCharArray()) {
            int value = Character.digit(c, 36);
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
        }
        return country + String.format(Locale.ROOT, "%02d", 98 - remainder) + account;
    }
}
