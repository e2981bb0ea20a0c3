// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import dev.evenkeel.examples.payments.classic.ClassicCore;
import dev.evenkeel.examples.payments.classic.ClassicLedger;
import dev.evenkeel.examples.payments.classic.WeaknessSwitches;
import dev.evenkeel.examples.payments.ledger.ClearingJob;
import dev.evenkeel.examples.payments.ledger.ClearingService;
import dev.evenkeel.examples.payments.ledger.LedgerAuditor;
import dev.evenkeel.examples.payments.ledger.PaymentMessageRepository;
import dev.evenkeel.examples.payments.ledger.SyntheticAccounts;
import dev.evenkeel.examples.payments.message.PaymentCore;
import dev.evenkeel.examples.payments.message.StatusReportWriter;
import dev.evenkeel.examples.payments.migration.Ledger;
import dev.evenkeel.examples.payments.migration.LedgerMigration;
import dev.evenkeel.examples.payments.modern.MessageNumberAllocator;
import dev.evenkeel.examples.payments.modern.ModernCore;
import dev.evenkeel.examples.payments.modern.ModernCoreFaultSwitches;
import dev.evenkeel.examples.payments.modern.ModernLedger;
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

/// The Spring configuration of the service.
@Configuration(proxyBeanMethods = false)
class PaymentsConfiguration {

    @Bean
    LedgerDatabase ledgerDatabase(PaymentsOptions options) {
        return new LedgerDatabase(options.ledger());
    }

    /// Returns a clock with a resolution of milliseconds, so that a time is the same before and after it is
    /// stored.
    @Bean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Bean
    ModernCoreFaultSwitches faultSwitches() {
        return new ModernCoreFaultSwitches();
    }

    @Bean
    WeaknessSwitches weaknessSwitches() {
        return new WeaknessSwitches();
    }

    @Bean
    ClearingService clearingCut(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        return new ClearingService(jdbc, transactions);
    }

    @Bean
    ClearingJob clearingLoop(ClearingService clearingService) {
        return new ClearingJob(clearingService);
    }

    @Bean
    StatusReportWriter statusReport() {
        return new StatusReportWriter();
    }

    @Bean
    LedgerAuditor ledgerAudit(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        return new LedgerAuditor(jdbc, transactions);
    }

    @Bean
    PaymentMessageRepository messageTable(JdbcTemplate jdbc) {
        return new PaymentMessageRepository(jdbc);
    }

    @Bean
    Cores cores(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            ModernCoreFaultSwitches faults,
            WeaknessSwitches weaknesses) {
        return Cores.over(jdbc, transactions, faults, weaknesses);
    }

    @Bean
    RollbackRehearsal rehearsal(Cores cores, JdbcTemplate jdbc, Clock clock) {
        return new RollbackRehearsal(cores.classic(), cores.modern(), new SyntheticAccounts(jdbc), clock);
    }

    /// Creates the SDK, which sends its last outcomes when the service stops; null without a server.
    @Bean
    @Nullable
    Evenkeel evenkeel(PaymentsOptions options) {
        return options.evenkeel() == null ? null : Evenkeel.start(options.evenkeel());
    }

    /// Creates the target database of the ledger migration; null without a migration.
    @Bean
    @Nullable
    TargetLedgerDatabase newDatabase(PaymentsOptions options) {
        return options.newLedger() == null ? null : new TargetLedgerDatabase(options.newLedger());
    }

    /// Creates the ledger migration; null without a target database.
    @Bean(initMethod = "start")
    @Nullable
    LedgerMigration ledgerMove(
            Cores cores,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            ModernCoreFaultSwitches faults,
            OptionalParts beside) {
        TargetLedgerDatabase database = beside.newDatabase();
        Evenkeel evenkeel = beside.evenkeel();
        if (database == null || evenkeel == null) {
            return null;
        }
        JdbcTemplate newJdbc = database.jdbc();
        PlatformTransactionManager newTransactions = database.transactions();
        return new LedgerMigration(
                evenkeel.migration(LedgerMigration.FLAG),
                new Ledger(jdbc, transactions, cores.classic()),
                new Ledger(
                        newJdbc,
                        newTransactions,
                        Cores.over(newJdbc, newTransactions, faults, new WeaknessSwitches())
                                .modern()),
                message -> DebtorScanner.findDebtor(message).orElse(""));
    }

    /// Components that exist only with certain options.
    record OptionalParts(
            @Nullable TargetLedgerDatabase newDatabase,
            @Nullable Evenkeel evenkeel) {}

    @Bean
    OptionalParts beside(@Nullable TargetLedgerDatabase newDatabase, @Nullable Evenkeel evenkeel) {
        return new OptionalParts(newDatabase, evenkeel);
    }

    @Bean
    PaymentCore paymentCore(
            PaymentsOptions options,
            Cores cores,
            PaymentMessageRepository messages,
            @Nullable Evenkeel evenkeel,
            @Nullable LedgerMigration migration) {
        if (migration != null) {
            return migration::book;
        }
        if (evenkeel != null) {
            return new GuardedPaymentCore(
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
                ModernCoreFaultSwitches faults,
                WeaknessSwitches weaknesses) {
            PaymentMessageRepository messages = new PaymentMessageRepository(jdbc);
            TransactionTemplate template = new TransactionTemplate(transactions);
            ModernLedger modern = new ModernLedger(
                    messages,
                    jdbc,
                    faults,
                    new SettlementPosition(jdbc, template),
                    new MessageNumberAllocator(jdbc, System::nanoTime));
            return new Cores(
                    new ClassicCore(new ClassicLedger(messages, jdbc, template, weaknesses), weaknesses),
                    new ModernCore(faults, modern));
        }
    }
}
