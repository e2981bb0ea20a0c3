// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import dev.evenkeel.examples.payments.classic.ClassicCore;
import dev.evenkeel.examples.payments.classic.ClassicLedger;
import dev.evenkeel.examples.payments.classic.WeaknessSwitches;
import dev.evenkeel.examples.payments.ledger.ClearingCut;
import dev.evenkeel.examples.payments.ledger.ClearingLoop;
import dev.evenkeel.examples.payments.ledger.LedgerAudit;
import dev.evenkeel.examples.payments.ledger.MessageTable;
import dev.evenkeel.examples.payments.ledger.SyntheticAccounts;
import dev.evenkeel.examples.payments.message.PaymentCore;
import dev.evenkeel.examples.payments.message.StatusReport;
import dev.evenkeel.examples.payments.migration.Ledger;
import dev.evenkeel.examples.payments.migration.LedgerMove;
import dev.evenkeel.examples.payments.modern.FaultSwitches;
import dev.evenkeel.examples.payments.modern.ModernCore;
import dev.evenkeel.examples.payments.modern.ModernLedger;
import dev.evenkeel.examples.payments.modern.NumberBlock;
import dev.evenkeel.examples.payments.modern.SettlementPosition;
import dev.evenkeel.sdk.Evenkeel;
import java.time.Clock;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// How the parts of the service are put together.
@Configuration(proxyBeanMethods = false)
class PaymentsConfig {

    @Bean
    LedgerDatabase ledgerDatabase(PaymentsOptions options) {
        return new LedgerDatabase(options.ledger());
    }

    /// Milliseconds, so that a time reads the same before and after it was stored.
    @Bean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Bean
    FaultSwitches faultSwitches() {
        return new FaultSwitches();
    }

    @Bean
    WeaknessSwitches weaknessSwitches() {
        return new WeaknessSwitches();
    }

    @Bean
    ClearingCut clearingCut(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        return new ClearingCut(jdbc, transactions);
    }

    @Bean
    ClearingLoop clearingLoop(ClearingCut cut) {
        return new ClearingLoop(cut);
    }

    @Bean
    StatusReport statusReport() {
        return new StatusReport();
    }

    @Bean
    LedgerAudit ledgerAudit(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        return new LedgerAudit(jdbc, transactions);
    }

    @Bean
    MessageTable messageTable(JdbcTemplate jdbc) {
        return new MessageTable(jdbc);
    }

    @Bean
    Cores cores(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            FaultSwitches faults,
            WeaknessSwitches weaknesses) {
        return Cores.over(jdbc, transactions, faults, weaknesses);
    }

    @Bean
    Rehearsal rehearsal(Cores cores, JdbcTemplate jdbc, Clock clock) {
        return new Rehearsal(cores.classic(), cores.modern(), new SyntheticAccounts(jdbc), clock);
    }

    /// The SDK, which sends its last outcomes when the service ends; null without a server.
    @Bean
    @Nullable
    Evenkeel evenkeel(PaymentsOptions options) {
        return options.evenkeel() == null ? null : Evenkeel.start(options.evenkeel());
    }

    /// The database that the ledger moves to; null when it stays where it is.
    @Bean
    @Nullable
    NewDatabase newDatabase(PaymentsOptions options) {
        return options.newLedger() == null ? null : new NewDatabase(options.newLedger());
    }

    /// The move of the ledger; null when it stays where it is.
    @Bean(initMethod = "start")
    @Nullable
    LedgerMove ledgerMove(
            Cores cores,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            FaultSwitches faults,
            Beside beside) {
        NewDatabase database = beside.newDatabase();
        Evenkeel evenkeel = beside.evenkeel();
        if (database == null || evenkeel == null) {
            return null;
        }
        JdbcTemplate newJdbc = database.jdbc();
        PlatformTransactionManager newTransactions = database.transactions();
        return new LedgerMove(
                evenkeel.migration(LedgerMove.FLAG),
                new Ledger(jdbc, transactions, cores.classic()),
                new Ledger(
                        newJdbc,
                        newTransactions,
                        Cores.over(newJdbc, newTransactions, faults, new WeaknessSwitches())
                                .modern()),
                message -> DebtorScan.debtorIn(message).orElse(""));
    }

    /// What only some services have.
    record Beside(
            @Nullable NewDatabase newDatabase, @Nullable Evenkeel evenkeel) {}

    @Bean
    Beside beside(@Nullable NewDatabase newDatabase, @Nullable Evenkeel evenkeel) {
        return new Beside(newDatabase, evenkeel);
    }

    @Bean
    PaymentCore paymentCore(
            PaymentsOptions options,
            Cores cores,
            MessageTable messages,
            @Nullable Evenkeel evenkeel,
            @Nullable LedgerMove move) {
        if (move != null) {
            return move::book;
        }
        if (evenkeel != null) {
            return new GuardedCore(
                    evenkeel,
                    cores.classic(),
                    cores.modern(),
                    (submission, accepted) -> messages.isBookedAgain(submission.sha256(), accepted.acceptedAt()),
                    options.limits());
        }
        return switch (options.core()) {
            case CLASSIC -> cores.classic();
            case MODERN -> cores.modern();
        };
    }

    /// Both cores over one ledger.
    record Cores(PaymentCore classic, PaymentCore modern) {
        static Cores over(
                JdbcTemplate jdbc,
                PlatformTransactionManager transactions,
                FaultSwitches faults,
                WeaknessSwitches weaknesses) {
            MessageTable messages = new MessageTable(jdbc);
            TransactionTemplate template = new TransactionTemplate(transactions);
            ModernLedger modern = new ModernLedger(
                    messages,
                    jdbc,
                    faults,
                    new SettlementPosition(jdbc, template),
                    new NumberBlock(jdbc, System::nanoTime));
            return new Cores(
                    new ClassicCore(new ClassicLedger(messages, jdbc, template, weaknesses), weaknesses),
                    new ModernCore(faults, modern));
        }
    }
}
