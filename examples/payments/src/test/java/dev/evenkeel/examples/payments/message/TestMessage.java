// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Builds pain.001 messages: by default one transfer of 10.00 EUR in the ISO namespace, with right totals.
public final class TestMessage {
    public static final Instant RECEIVED_AT = Instant.parse("2026-11-24T09:00:00Z");
    public static final String DEBTOR = "DE89370400440532013000";
    public static final String CREDITOR = "CH9300762011623852957";
    public static final String ISO = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03";
    public static final String SIX = "http://www.six-interbank-clearing.com/de/pain.001.001.03.ch.02.xsd";

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final List<String> transfers = new ArrayList<>();
    private BigDecimal sum = BigDecimal.ZERO;
    private String id = "M-1";
    private String party = "<Nm>ACME</Nm>";
    private String debtor = "<IBAN>" + DEBTOR + "</IBAN>";
    private String namespace = ISO;
    private String lead = "";
    private String blockControl = "";
    private String method = "TRF";
    private @Nullable String count;
    private @Nullable String controlSum;

    private TestMessage() {}

    public static TestMessage aMessage() {
        return new TestMessage();
    }

    public static TestMessage aMessage(String id) {
        return new TestMessage().id(id);
    }

    public TestMessage id(String value) {
        id = value;
        return this;
    }

    /// The XML inside `InitgPty`.
    public TestMessage party(String xml) {
        party = xml;
        return this;
    }

    /// The XML inside `DbtrAcct/Id`.
    public TestMessage debtor(String xml) {
        debtor = xml;
        return this;
    }

    public TestMessage namespace(String uri) {
        namespace = uri;
        return this;
    }

    public TestMessage withByteOrderMark() {
        lead = BYTE_ORDER_MARK;
        return this;
    }

    public TestMessage count(String value) {
        count = value;
        return this;
    }

    /// Empty leaves `CtrlSum` out.
    public TestMessage controlSum(String value) {
        controlSum = value;
        return this;
    }

    /// The XML of `NbOfTxs` and `CtrlSum` in the block.
    public TestMessage blockControl(String xml) {
        blockControl = xml;
        return this;
    }

    public TestMessage method(String value) {
        method = value;
        return this;
    }

    public TestMessage transfer(String endToEndId, String currency, String amount) {
        return transfer(endToEndId, currency, amount, "<IBAN>" + CREDITOR + "</IBAN>");
    }

    /// @param creditor the XML inside `CdtrAcct/Id`
    public TestMessage transfer(String endToEndId, String currency, String amount, String creditor) {
        sum = sum.add(AmountParser.decimal(amount) == null ? BigDecimal.ZERO : new BigDecimal(amount));
        return rawTransfer(endToEndId, "<InstdAmt Ccy=\"" + currency + "\">" + amount + "</InstdAmt>", creditor);
    }

    /// @param amount the XML inside `Amt`
    public TestMessage rawTransfer(String endToEndId, String amount, String creditor) {
        transfers.add("""
                <CdtTrfTxInf><PmtId><EndToEndId>%s</EndToEndId></PmtId><Amt>%s</Amt>
                <Cdtr><Nm>Ada &amp; Söhne</Nm><PstlAdr><Ctry>CH</Ctry></PstlAdr></Cdtr>
                <CdtrAcct><Id>%s</Id></CdtrAcct><RmtInf><Ustrd>Invoice 7</Ustrd></RmtInf></CdtTrfTxInf>
                """.formatted(endToEndId, amount, creditor));
        return this;
    }

    /// As many transfers of 10.00 EUR, E-1 to E-n.
    public TestMessage transfers(int number) {
        for (int i = 1; i <= number; i++) {
            transfer("E-" + i, "EUR", "10.00");
        }
        return this;
    }

    public String xml() {
        if (transfers.isEmpty()) {
            transfers(1);
        }
        String total = controlSum == null ? sum.toPlainString() : controlSum;
        return lead
                + """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="%s"><CstmrCdtTrfInitn>
                <GrpHdr><MsgId>%s</MsgId><CreDtTm>2026-11-24T09:00:00</CreDtTm><NbOfTxs>%s</NbOfTxs>%s
                <InitgPty>%s<CtctDtls><Nm>Evenkeel</Nm><Othr>1</Othr></CtctDtls></InitgPty></GrpHdr>
                <PmtInf><PmtInfId>B-1</PmtInfId><PmtMtd>%s</PmtMtd>%s<ReqdExctnDt>2026-11-25</ReqdExctnDt>
                <Dbtr><Nm>ACME</Nm><Id><OrgId><Othr><Id>4711</Id></Othr></OrgId></Id></Dbtr>
                <DbtrAcct><Id>%s</Id></DbtrAcct>
                %s</PmtInf></CstmrCdtTrfInitn></Document>
                """.formatted(
                                namespace,
                                id,
                                count == null ? String.valueOf(transfers.size()) : count,
                                total.isEmpty() ? "" : "<CtrlSum>" + total + "</CtrlSum>",
                                party,
                                method,
                                blockControl,
                                debtor,
                                String.join("", transfers));
    }

    public byte[] bytes() {
        return xml().getBytes(StandardCharsets.UTF_8);
    }

    public PaymentSubmission submission() {
        return PaymentSubmission.of(bytes(), RECEIVED_AT);
    }
}
