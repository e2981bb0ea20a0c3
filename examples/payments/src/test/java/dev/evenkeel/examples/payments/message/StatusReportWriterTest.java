// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

import static dev.evenkeel.examples.payments.message.TestMessage.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusReportWriterTest {
    private static final Instant ACCEPTED_AT = Instant.parse("2026-11-24T09:00:00.123Z");
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final PaymentSubmission SUBMISSION = aMessage().submission();

    private final StatusReportWriter report = new StatusReportWriter();

    @Test
    void writesAcceptanceTimeAndWarningsPerTransfer() {
        PaymentOrder paymentOrder = order(List.of(
                StatusReason.ofMessage(StatusReasonCode.NARR, "odd total"),
                new StatusReason(
                        StatusReasonCode.NARR, "odd account", new StatusReason.TransactionReference("B-1", "E-1"))));

        assertThat(write(new BookingResult.Accepted(paymentOrder, ACCEPTED_AT))).matches("""
                        (?s)<\\?xml version="1.0" encoding="UTF-8"\\?>\
                        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03"><CstmrPmtStsRpt>\
                        <GrpHdr><MsgId>STS-[0-9a-f]{24}</MsgId><CreDtTm>2026-11-24T09:00:00.123Z</CreDtTm></GrpHdr>\
                        <OrgnlGrpInfAndSts><OrgnlMsgId>M-1</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.03</OrgnlMsgNmId>\
                        <GrpSts>ACCP</GrpSts>\
                        <StsRsnInf><Rsn><Cd>NARR</Cd></Rsn><AddtlInf>odd total</AddtlInf></StsRsnInf></OrgnlGrpInfAndSts>\
                        <OrgnlPmtInfAndSts><OrgnlPmtInfId>B-1</OrgnlPmtInfId>\
                        <TxInfAndSts><OrgnlEndToEndId>E-1</OrgnlEndToEndId><TxSts>ACCP</TxSts>\
                        <StsRsnInf><Rsn><Cd>NARR</Cd></Rsn><AddtlInf>odd account</AddtlInf></StsRsnInf></TxInfAndSts>\
                        </OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>""");
    }

    @Test
    void writesIdenticalReportForSameResult() {
        BookingResult result = new BookingResult.Accepted(order(List.of()), ACCEPTED_AT);

        assertThat(report.write(SUBMISSION, result, NOW))
                .isEqualTo(report.write(SUBMISSION, result, NOW.plusSeconds(9)));
    }

    @Test
    void reportsRejectionsConflictsAndUnreadableMessagesAsRejected() {
        assertThat(write(new BookingResult.Rejected(
                        "M-1", List.of(StatusReason.ofMessage(StatusReasonCode.AM10, "wrong sum")))))
                .contains("<CreDtTm>2026-11-24T10:00:00Z</CreDtTm>")
                .contains("<OrgnlMsgId>M-1</OrgnlMsgId>", "<GrpSts>RJCT</GrpSts>", "<Cd>AM10</Cd>", "wrong sum");
        assertThat(write(BookingResult.Conflict.contentMismatch(ACCEPTED_AT, order(List.of()))))
                .contains("<GrpSts>RJCT</GrpSts>", "<Cd>DU01</Cd>", "different content");
        assertThat(write(new BookingResult.Unreadable(7)))
                .contains(
                        "<OrgnlMsgId>NOTPROVIDED</OrgnlMsgId>", "<GrpSts>RJCT</GrpSts>", "<Cd>FF02</Cd>", "at line 7");
    }

    @Test
    void splitsLongTextsAndTruncatesLongIds() {
        String text = "0123456789".repeat(30);
        String xml = write(new BookingResult.Rejected(
                "x".repeat(99), List.of(StatusReason.ofMessage(StatusReasonCode.FF01, text))));

        assertThat(xml).contains("<OrgnlMsgId>" + "x".repeat(35) + "</OrgnlMsgId>");
        assertThat(xml.split("<AddtlInf>")).hasSize(4);
        assertThat(xml.replaceAll("</AddtlInf><AddtlInf>", "")).contains("<AddtlInf>" + text + "</AddtlInf>");
    }

    @Test
    void escapesTextOfSender() {
        String hostile = "</AddtlInf><GrpSts>ACCP</GrpSts>&\"'" + "😀".repeat(60);

        assertThat(write(new BookingResult.Rejected(
                        "M", List.of(StatusReason.ofMessage(StatusReasonCode.FF01, ValueQuoter.quote(hostile))))))
                .contains("&lt;/AddtlInf&gt;&lt;GrpSts&gt;ACCP")
                .doesNotContain("?\"")
                .containsOnlyOnce("<GrpSts>");
    }

    private static PaymentOrder order(List<StatusReason> warnings) {
        CreditTransfer transfer =
                new CreditTransfer("E-1", 1, TestMessage.DEBTOR, TestMessage.CREDITOR, new PaymentAmount(1, "EUR"));
        return new PaymentOrder("M-1", "ACME", List.of(transfer), warnings);
    }

    private String write(BookingResult result) {
        return new String(report.write(SUBMISSION, result, NOW), StandardCharsets.UTF_8);
    }
}
