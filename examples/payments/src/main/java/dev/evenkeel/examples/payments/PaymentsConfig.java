// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import dev.evenkeel.examples.payments.classic.ClassicCore;
import dev.evenkeel.examples.payments.classic.ClassicLedger;
import dev.evenkeel.examples.payments.ledger.LedgerAudit;
import dev.evenkeel.examples.payments.ledger.MessageTable;
import dev.evenkeel.examples.payments.message.PaymentCore;
import dev.evenkeel.examples.payments.message.StatusReport;
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
        return new LedgerDatabase(options);
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
    Cores cores(JdbcTemplate jdbc, PlatformTransactionManager transactions, FaultSwitches faults, Clock clock) {
        return Cores.over(jdbc, transactions, faults, clock);
    }

    /// The SDK, which sends its last outcomes when the service ends; null without a server.
    @Bean
    @Nullable
    Evenkeel evenkeel(PaymentsOptions options) {
        return options.evenkeel() == null ? null : Evenkeel.start(options.evenkeel());
    }

    @Bean
    PaymentCore paymentCore(PaymentsOptions options, Cores cores, MessageTable messages, @Nullable Evenkeel evenkeel) {
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
                JdbcTemplate jdbc, PlatformTransactionManager transactions, FaultSwitches faults, Clock clock) {
            MessageTable messages = new MessageTable(jdbc);
            TransactionTemplate template = new TransactionTemplate(transactions);
            ModernLedger modern = new ModernLedger(
                    messages,
                    jdbc,
                    faults,
                    new SettlementPosition(jdbc, template),
                    new NumberBlock(jdbc, System::nanoTime));
            return new Cores(
                    new ClassicCore(new ClassicLedger(messages, jdbc, template), clock),
                    new ModernCore(faults, modern, clock));
        }
    }
}
