// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

import static dev.evenkeel.examples.payments.message.TestMessage.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.examples.payments.modern.ModernParserAccess;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentInitiationValidatorTest {
    private final ModernParserAccess reader = new ModernParserAccess();

    @Test
    void createsOrderFromMessage() {
        PaymentOrder paymentOrder = accepted(aMessage("M-1").transfer("E-1", "CHF", "12.50"));

        assertThat(paymentOrder)
                .isEqualTo(new PaymentOrder(
                        "M-1",
                        "ACME",
                        List.of(new CreditTransfer(
                                "E-1", 1, TestMessage.DEBTOR, TestMessage.CREDITOR, new PaymentAmount(1250, "CHF"))),
                        List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "EUR, 12.50, 1250",
        "EUR, 12.5, 1250",
        "EUR, 12, 1200",
        "EUR, +12., 1200",
        "EUR, .5, 50",
        "EUR, 0.01, 1",
        "JPY, 12, 12",
        "KWD, 1.005, 1005",
        "CLF, 1.0005, 10005",
        "EUR, 9999999999999999.99, 999999999999999999"
    })
    void convertsAmountsToMinorUnits(String currency, String amount, long minorUnits) {
        assertThat(accepted(aMessage().transfer("E-1", currency, amount))
                        .transfers()
                        .getFirst()
                        .amount())
                .isEqualTo(new PaymentAmount(minorUnits, currency));
    }

    @ParameterizedTest
    @CsvSource({
        "EUR, 12.505, AM12, has 3 decimals",
        "EUR, 12.500, AM12, has 3 decimals",
        "JPY, 1.5, AM12, JPY has at most 0",
        "EUR, 0.00, AM01, above zero",
        "EUR, -1.00, AM12, not a positive decimal",
        "EUR, 1E3, AM12, not a positive decimal",
        "EUR, '1,000.00', AM12, not a positive decimal",
        "EUR, NaN, AM12, not a positive decimal",
        "EUR, ٣, AM12, not a positive decimal",
        "EUR, '', AM12, nothing",
        "EUR, 10000000000000000.00, AM12, too large",
        "EUR, 9999999999999999999, AM12, not a positive decimal",
        "XXX, 1, AM03, not an ISO 4217 currency",
        "XAU, 1, AM03, not an ISO 4217 currency",
        "eur, 1, AM03, not an ISO 4217 currency",
        "EURO, 1, AM03, not an ISO 4217 currency"
    })
    void rejectsInvalidAmountsAndCurrencies(String currency, String amount, StatusReasonCode code, String text) {
        List<StatusReason> reasons =
                rejectionReasons(aMessage().transfer("E-1", currency, amount).controlSum("7"));

        assertThat(reasons).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo(code);
            assertThat(reason.text()).contains(text);
            assertThat(reason.transaction()).isEqualTo(new StatusReason.TransactionReference("B-1", "E-1"));
        });
    }

    @Test
    void rejectsAmountWithoutCurrency() {
        TestMessage message = aMessage().rawTransfer("E-1", "<InstdAmt>1</InstdAmt>", iban(TestMessage.CREDITOR));

        assertThat(rejectionReasons(message))
                .singleElement()
                .extracting(StatusReason::code)
                .isEqualTo(StatusReasonCode.AM03);
    }

    @Test
    void usesDebtorCurrencyForEquivalentAmount() {
        PaymentOrder paymentOrder = accepted(aMessage()
                .rawTransfer(
                        "E-1",
                        "<EqvtAmt><Amt Ccy=\"CHF\">1</Amt><CcyOfTrf>EUR</CcyOfTrf></EqvtAmt>",
                        iban(TestMessage.CREDITOR))
                .controlSum("1.00"));

        assertThat(paymentOrder.transfers().getFirst().amount()).isEqualTo(new PaymentAmount(100, "CHF"));
    }

    @Test
    void warnsAboutWrongTransferCountWhenSumMatches() {
        PaymentOrder paymentOrder = accepted(aMessage().transfers(8).count("7"));

        assertThat(paymentOrder.transfers()).hasSize(8);
        assertThat(paymentOrder.warnings())
                .containsExactly(StatusReason.ofMessage(
                        StatusReasonCode.NARR,
                        "GrpHdr/NbOfTxs is \"7\", the number of transfers is 8; accepted because CtrlSum agrees"));
    }

    @Test
    void rejectsWrongTransferCountWithoutMatchingSum() {
        assertThat(rejectionReasons(aMessage().transfers(8).count("7").controlSum("")))
                .extracting(StatusReason::code)
                .containsExactly(StatusReasonCode.AM18);
        assertThat(rejectionReasons(aMessage().transfers(8).count("7").controlSum("70.00")))
                .extracting(StatusReason::code)
                .containsExactly(StatusReasonCode.AM10, StatusReasonCode.AM18);
        assertThat(rejectionReasons(aMessage().transfers(8).count("many").controlSum("")))
                .extracting(StatusReason::code)
                .containsExactly(StatusReasonCode.AM18);
    }

    @Test
    void rejectsWrongSumDespiteCorrectTransferCount() {
        assertThat(rejectionReasons(aMessage().transfers(2).controlSum("20.01")))
                .containsExactly(StatusReason.ofMessage(
                        StatusReasonCode.AM10, "GrpHdr/CtrlSum is \"20.01\", the transfers sum up to 20.00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20", "20.0", "20.00000"})
    void comparesSumsByValueAndAllowsMissingSum(String sum) {
        assertThat(accepted(aMessage().transfers(2).controlSum(sum)).warnings()).isEmpty();
    }

    @Test
    void validatesTotalsOfPaymentBlock() {
        assertThat(rejectionReasons(aMessage().transfers(2).blockControl("<CtrlSum>19</CtrlSum>")))
                .extracting(StatusReason::code)
                .containsExactly(StatusReasonCode.AM10);
        assertThat(accepted(aMessage().transfers(2).blockControl("<NbOfTxs>3</NbOfTxs><CtrlSum>20</CtrlSum>"))
                        .warnings())
                .singleElement()
                .extracting(StatusReason::text)
                .asString()
                .startsWith("PmtInf \"B-1\"/NbOfTxs is \"3\"");
    }

    @Test
    void rejectsDuplicateEndToEndIds() {
        TestMessage message = aMessage().transfer("E-1", "EUR", "1").transfer("E-1", "EUR", "1");

        assertThat(rejectionReasons(message)).extracting(StatusReason::code).containsExactly(StatusReasonCode.DU04);
    }

    @Test
    void numbersTransfersWithoutEndToEndId() {
        TestMessage message = aMessage().transfer("NOTPROVIDED", "EUR", "1").transfer("NOTPROVIDED", "EUR", "1");

        assertThat(accepted(message).transfers())
                .extracting(CreditTransfer::occurrence)
                .containsExactly(1, 2);
    }

    @Test
    void warnsAboutWrongIbanCheckDigits() {
        PaymentOrder paymentOrder =
                accepted(aMessage().debtor(iban("LT007180000000000000")).transfers(1));

        assertThat(paymentOrder.transfers().getFirst().debtorAccount()).isEqualTo("LT007180000000000000");
        assertThat(paymentOrder.warnings())
                .singleElement()
                .extracting(StatusReason::text)
                .asString()
                .contains("check digits");
    }

    @Test
    void acceptsNonIbanAccountsAndLowercaseIbans() {
        PaymentOrder paymentOrder = accepted(aMessage()
                .debtor("<Othr><Id> 014295803 </Id></Othr>")
                .transfer("E-1", "EUR", "1", iban("ch9300762011623852957")));

        assertThat(paymentOrder.transfers().getFirst().debtorAccount()).isEqualTo("014295803");
        assertThat(paymentOrder.transfers().getFirst().creditorAccount()).isEqualTo(TestMessage.CREDITOR);
        assertThat(paymentOrder.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<IBAN>CH93 0076 2011 6238 5295 7</IBAN>",
                "<IBAN>9300762011623852957</IBAN>",
                "<IBAN>CH93007620116238529570000000000000000</IBAN>",
                "<Othr><Id>12345678901234567890123456789012345</Id></Othr>"
            })
    void rejectsInvalidAccounts(String account) {
        assertThat(rejectionReasons(aMessage().debtor(account).transfers(1)))
                .extracting(StatusReason::code)
                .containsExactly(StatusReasonCode.AC02);
        assertThat(rejectionReasons(aMessage().transfer("E-1", "EUR", "1", account)))
                .extracting(StatusReason::code)
                .containsExactly(StatusReasonCode.AC03);
    }

    @Test
    void rejectsCheques() {
        assertThat(rejectionReasons(aMessage().method("CHK")))
                .extracting(StatusReason::code)
                .containsExactly(StatusReasonCode.FF03);
        assertThat(accepted(aMessage().method("TRA")).warnings()).isEmpty();
    }

    @Test
    void rejectsMissingAndTooLongIds() {
        assertThat(rejectionReasons(aMessage("")))
                .extracting(StatusReason::text)
                .containsExactly("GrpHdr/MsgId is missing");
        assertThat(rejectionReasons(aMessage("x".repeat(36))))
                .extracting(StatusReason::code)
                .containsExactly(StatusReasonCode.FF01);
        assertThat(rejectionReasons(aMessage().transfer(" ", "EUR", "1")))
                .extracting(StatusReason::text)
                .containsExactly("PmtId/EndToEndId is missing");
        assertThat(rejectionReasons(aMessage().party("<Nm>" + "x".repeat(141) + "</Nm>")))
                .extracting(StatusReason::code)
                .containsExactly(StatusReasonCode.FF01);
        assertThat(accepted(aMessage().party("")).initiatingParty()).isEqualTo("NOTPROVIDED");
    }

    @Test
    void rejectsMessageWithoutTransfersOrTransferCount() {
        String xml = aMessage().xml();
        String empty = xml.replaceAll("(?s)<CdtTrfTxInf>.*</CdtTrfTxInf>", "");
        String uncounted = xml.replace("<NbOfTxs>1</NbOfTxs>", "");

        assertThat(rejectionReasons(utf8(empty)))
                .extracting(StatusReason::text)
                .anyMatch(text -> text.contains("no credit transfer"));
        assertThat(rejectionReasons(utf8(uncounted)))
                .extracting(StatusReason::text)
                .containsExactly("GrpHdr/NbOfTxs is missing");
    }

    @Test
    void reportsTwentyErrorsAndCountsTheRest() {
        TestMessage message = aMessage().debtor("").controlSum("");
        for (int i = 0; i < 50; i++) {
            message.transfer("E-" + i, "EUR", "0");
        }

        assertThat(rejectionReasons(message)).hasSize(21).last().satisfies(reason -> {
            assertThat(reason.text()).isEqualTo("and 80 more like these");
        });
    }

    private PaymentOrder accepted(TestMessage message) {
        ValidationResult checked = ValidationResult.of(reader.read(message.bytes()));
        assertThat(checked).isInstanceOf(ValidationResult.ValidOrder.class);
        return ((ValidationResult.ValidOrder) checked).order();
    }

    private List<StatusReason> rejectionReasons(TestMessage message) {
        return rejectionReasons(message.bytes());
    }

    private List<StatusReason> rejectionReasons(byte[] message) {
        ValidationResult checked = ValidationResult.of(reader.read(message));
        assertThat(checked).isInstanceOf(ValidationResult.InvalidOrder.class);
        return ((BookingResult.Rejected) ((ValidationResult.InvalidOrder) checked).answer()).reasons();
    }

    private static String iban(String number) {
        return "<IBAN>" + number + "</IBAN>";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
