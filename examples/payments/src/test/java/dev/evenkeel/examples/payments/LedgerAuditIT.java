// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import static dev.evenkeel.examples.payments.message.TestMessage.aMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.examples.payments.ledger.AcceptedMessagesReport;
import dev.evenkeel.examples.payments.ledger.InvalidMessageIdsException;
import dev.evenkeel.examples.payments.ledger.LedgerAuditReport;
import dev.evenkeel.examples.payments.ledger.LedgerAuditReport.CurrencyTotal;
import dev.evenkeel.examples.payments.ledger.LedgerAuditReport.Violation;
import dev.evenkeel.examples.payments.ledger.LedgerAuditReport.ViolationKind;
import dev.evenkeel.json.Json;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerAuditIT {
    private final TestLedger testLedger = new TestLedger();

    @AfterEach
    void closeLedger() {
        testLedger.close();
    }

    @Test
    void reportsEmptyLedgerAsBalanced() {
        assertThat(testLedger.audit.audit()).isEqualTo(new LedgerAuditReport(true, 0, 0, 0, List.of(), List.of()));
    }

    @Test
    void sumsPostingsPerCurrency() {
        testLedger.modern.book(aMessage("M-1")
                .transfer("E-1", "EUR", "12.50")
                .transfer("E-2", "JPY", "7")
                .submission());
        testLedger.classic.book(aMessage("M-2").transfer("E-1", "EUR", "0.50").submission());

        assertThat(testLedger.audit.audit())
                .isEqualTo(new LedgerAuditReport(
                        true, 2, 0, 3, List.of(total("EUR", 4, 1300), total("JPY", 2, 7)), List.of()));
    }

    private static CurrencyTotal total(String currency, long postings, long minorUnits) {
        BigInteger credited = BigInteger.valueOf(minorUnits);
        return new CurrencyTotal(currency, postings, credited.negate(), credited, BigInteger.ZERO);
    }

    @Test
    void reportsMissingLegAndUnbalancedCurrency() {
        testLedger.modern.book(aMessage().transfer("E-1", "EUR", "1").submission());
        testLedger.jdbc.update("DELETE FROM posting WHERE side = 'C'");

        assertThat(testLedger.audit.audit().violations())
                .containsExactly(
                        new Violation(ViolationKind.CURRENCY_NOT_ZERO, "EUR sums up to -100"),
                        new Violation(ViolationKind.TRANSFER_NOT_TWO_LEGS, "transfer 1 (E-1): 1 legs, sum -100"));
    }

    @Test
    void reportsLegsThatDoNotMatchTransferAmount() {
        testLedger.modern.book(aMessage().transfer("E-1", "EUR", "1").submission());
        testLedger.jdbc.update("UPDATE posting SET amount_minor = amount_minor * 2");

        assertThat(testLedger.audit.audit().violations())
                .extracting(Violation::kind)
                .containsExactly(ViolationKind.TRANSFER_NOT_TWO_LEGS);
    }

    @Test
    void reportsLostTransfer() {
        testLedger.modern.book(aMessage("M-1").transfers(2).submission());
        testLedger.jdbc.update("DELETE FROM posting WHERE transfer = (SELECT min(id) FROM transfer)");
        testLedger.jdbc.update("DELETE FROM transfer WHERE id = (SELECT min(id) FROM transfer)");

        assertThat(testLedger.audit.audit().violations())
                .containsExactly(new Violation(ViolationKind.TRANSFERS_LOST, "message M-1 of ACME: 1 transfers of 2"));
    }

    @Test
    void reportsDuplicateTransfer() {
        testLedger.modern.book(aMessage("M-1").submission());
        testLedger.jdbc.execute("ALTER TABLE transfer DROP CONSTRAINT transfer_message_end_to_end_id_occurrence_key");
        testLedger.jdbc.update(
                "INSERT INTO transfer (message, end_to_end_id, occurrence, debtor_account, creditor_account,"
                        + " currency, amount_minor) SELECT message, end_to_end_id, occurrence, debtor_account,"
                        + " creditor_account, currency, amount_minor FROM transfer");
        testLedger.jdbc.update("INSERT INTO posting SELECT 2, side, account, currency, amount_minor FROM posting");

        assertThat(testLedger.audit.audit().violations())
                .containsExactly(
                        new Violation(ViolationKind.TRANSFERS_DOUBLED, "message M-1 of ACME: 2 transfers of 1"));
    }

    @Test
    void reportsAtMostTwentyViolationsPerKind() {
        for (int i = 0; i < 25; i++) {
            testLedger.modern.book(aMessage("M-" + i).submission());
        }
        testLedger.jdbc.update("UPDATE posting SET account = 'elsewhere'");

        assertThat(testLedger.audit.audit().violations()).hasSize(20);
    }

    @Test
    void staysBalancedWhileBothCoresBook() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService auditor = Executors.newSingleThreadExecutor()) {
            Future<?> audits = auditor.submit(() -> {
                while (!done.get()) {
                    assertThat(testLedger.audit.audit().violations()).isEmpty();
                }
                return null;
            });
            try {
                bookAtOnce();
            } finally {
                done.set(true);
            }
            audits.get();
        }
        assertThat(testLedger.audit.audit().messagesAccepted()).isEqualTo(300);
    }

    /* As many at a time as leave the auditor a connection, whatever else the machine does. */
    private void bookAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> bookings = IntStream.range(0, 300)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> (i % 2 == 0 ? testLedger.classic : testLedger.modern)
                            .book(aMessage("M-" + i / 3)
                                    .party("<Nm>" + i + "</Nm>")
                                    .transfers(1 + i % 4)
                                    .submission())))
                    .toList();
            for (Future<?> booking : bookings) {
                booking.get();
            }
        }
    }

    @Test
    void reportsAcceptedMessagesMissingFromLedger() {
        testLedger.modern.book(aMessage("M-1").submission());
        testLedger.failTransfersWithId("E-1");
        assertThatThrownBy(() -> testLedger.classic.book(aMessage("M-2").submission()))
                .isInstanceOf(RuntimeException.class);

        AcceptedMessagesReport report = audit(Json.of("{'accepted':['M-1','M-2','M-3']}"));

        assertThat(report.checked()).isEqualTo(3);
        assertThat(report.missingCount()).isEqualTo(2);
        assertThat(report.missing()).containsExactlyInAnyOrder("M-2", "M-3");
        assertThat(report.ledger()).isEqualTo(testLedger.audit.audit());
    }

    @Test
    void reportsFirstHundredMissingOfSixtyThousandIds() {
        testLedger.modern.book(aMessage("M-59999").submission());
        String lines =
                IntStream.range(0, 60_000).mapToObj(i -> "\"M-" + i + "\"\n").collect(Collectors.joining());

        AcceptedMessagesReport report = audit(lines);

        assertThat(report.checked()).isEqualTo(60_000);
        assertThat(report.missingCount()).isEqualTo(59_999);
        assertThat(report.missing()).hasSize(100).startsWith("M-0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{'accepted':[]}", "{}", "\n\n"})
    void acceptsEmptyList(String body) {
        assertThat(audit(Json.of(body)).checked()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "['M-1']",
                "{'accepted':",
                "{'accepted':[1]}",
                "{'ids':[]}",
                "{'accepted':'M'}",
                "M-1",
                "1",
                "{'accepted':[['M']]}",
                "{'accepted':['M-1'"
            })
    void rejectsInvalidIdLists(String body) {
        assertThatThrownBy(() -> audit(Json.of(body))).isInstanceOf(InvalidMessageIdsException.class);
    }

    private AcceptedMessagesReport audit(String body) {
        return testLedger.audit.audit(
                new JsonMessageIdReader(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))));
    }
}
