// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import static dev.evenkeel.examples.payments.message.TestMessage.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.examples.payments.classic.ClassicWeakness;
import dev.evenkeel.examples.payments.ledger.ClearingService;
import dev.evenkeel.examples.payments.ledger.LedgerAuditReport;
import dev.evenkeel.examples.payments.ledger.SyntheticAccounts;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Rehearsed payments on a real ledger: written by one core, known to the other, booked back.
class RollbackRehearsalIT {
    private static final List<String> KEYS = List.of("SYNTHETIC-A", "SYNTHETIC-B", "SYNTHETIC-C");

    private final TestLedger testLedger = new TestLedger();
    private final RollbackRehearsal rehearsal = new RollbackRehearsal(
            testLedger.classic,
            testLedger.modern,
            new SyntheticAccounts(testLedger.jdbc),
            Clock.fixed(TestLedger.NOW, ZoneOffset.UTC));

    @AfterEach
    void closeLedger() {
        testLedger.close();
    }

    @Test
    void verifiesCandidatePaymentsOnControlAndReversesThem() {
        assertThat(rehearsal.run("drill-1", KEYS)).isEqualTo(new RollbackRehearsal.RehearsalResult(3, 3, 3, null));

        LedgerAuditReport audit = testLedger.audit.audit();
        assertThat(audit.violations()).isEmpty();
        assertThat(audit.messagesAccepted())
                .as("a payment and one back for each")
                .isEqualTo(6);
        assertThat(testLedger.count("transfer")).as("nothing twice").isEqualTo(6);
        assertThat(testLedger.jdbc.queryForList(
                        "SELECT account FROM posting GROUP BY account HAVING sum(amount_minor) <> 0", String.class))
                .as("accounts with a balance")
                .isEmpty();
        assertThat(testLedger.jdbc.queryForList(
                        "SELECT DISTINCT initiating_party FROM message UNION SELECT DISTINCT left(account, 10) FROM posting",
                        String.class))
                .as("marks")
                .containsExactlyInAnyOrder("SYNTHETIC", "SYNTHETIC-");
    }

    @Test
    void excludesRehearsedPaymentsFromClearing() {
        rehearsal.run("drill-1", KEYS);
        testLedger.modern.book(aMessage("M-1").transfers(2).submission());
        testLedger.modern.book(aMessage("M-2")
                .debtor("<Othr><Id>SYNTHETIC-A</Id></Othr>")
                .transfers(1)
                .submission());
        testLedger.clearing.createCut();
        assertThat(testLedger.clearing.getTotals())
                .as("of somebody's payments, whatever they call one side")
                .isEqualTo(new ClearingService.ClearingTotals(1, 3));
    }

    @Test
    void doesNotRebookPaymentsForRepeatedDrill() {
        rehearsal.run("drill-1", KEYS);
        RollbackRehearsal later = new RollbackRehearsal(
                testLedger.classic,
                testLedger.modern,
                new SyntheticAccounts(testLedger.jdbc),
                Clock.fixed(TestLedger.NOW.plusSeconds(60), ZoneOffset.UTC));
        RollbackRehearsal.RehearsalResult again = later.run("drill-1", KEYS);
        assertThat(again.written()).isZero();
        assertThat(again.problem())
                .startsWith("SYNTHETIC-A: the modern core booked 0; its response: message id \"drill-1-1\"");
        assertThat(testLedger.count("transfer")).isEqualTo(6);
        assertThat(later.run("drill-2", KEYS)).isEqualTo(new RollbackRehearsal.RehearsalResult(3, 3, 3, null));
    }

    @Test
    void reportsPaymentUnknownToControlAndReversesIt() {
        testLedger.weaknesses.set(ClassicWeakness.REFUSED_REPEATS, true);
        RollbackRehearsal.RehearsalResult result = rehearsal.run("drill-1", List.of("SYNTHETIC-A"));
        assertThat(result).isEqualTo(new RollbackRehearsal.RehearsalResult(1, 0, 1, result.problem()));
        assertThat(result.problem()).contains("after a repeat to the classic core, -100 is booked", "is a duplicate");
        assertThat(testLedger.audit.audit().balanced()).isTrue();
    }

    @Test
    void reversesOtherPaymentsWhenOneAccountFails() {
        testLedger.failTransfersWithId("drill-1-2");
        assertThat(rehearsal.run("drill-1", KEYS))
                .isEqualTo(new RollbackRehearsal.RehearsalResult(2, 2, 2, "SYNTHETIC-B: internal error, see the log"));
        assertThat(testLedger.audit.audit().balanced()).isTrue();
    }

    @Test
    void reportsFailedReversal() {
        testLedger.failTransfersWithId("drill-1-2R");
        assertThat(rehearsal.run("drill-1", KEYS))
                .isEqualTo(new RollbackRehearsal.RehearsalResult(3, 3, 2, "SYNTHETIC-B: internal error, see the log"));
        assertThat(testLedger.audit.audit().messagesUnfinished()).isEqualTo(1);
        assertThat(testLedger.audit.audit().balanced()).isTrue();
    }
}
