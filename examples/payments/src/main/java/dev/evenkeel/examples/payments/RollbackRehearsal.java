// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import dev.evenkeel.examples.payments.ledger.SyntheticAccounts;
import dev.evenkeel.examples.payments.message.BookingResult;
import dev.evenkeel.examples.payments.message.PaymentCore;
import dev.evenkeel.examples.payments.message.PaymentSubmission;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Rehearses that a rollback of the modern core is one: it books payments between accounts that belong to
/// nobody, the classic core has to know them as booked, and each is undone by a payment back, since nothing is
/// ever taken out of a ledger.
///
/// Both cores are called past the flag, so that none of these payments counts as an outcome. What the ledger
/// says decides, not what the cores answer. Thread-safe.
final class RollbackRehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(RollbackRehearsal.class);
    private static final int MOST_PROBLEMS = 5;

    private final PaymentCore classic;
    private final PaymentCore modern;
    private final SyntheticAccounts accounts;
    private final Clock clock;

    RollbackRehearsal(PaymentCore classic, PaymentCore modern, SyntheticAccounts accounts, Clock clock) {
        this.classic = classic;
        this.modern = modern;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// What came of it.
    ///
    /// @param written accounts from which the modern core booked a payment, once and with its amount
    /// @param readByControl those of which the classic core knew that, and booked nothing again
    /// @param undone those whose payment was booked back
    /// @param problem what went wrong, in words; null when nothing did
    record RehearsalResult(
            int written,
            int readByControl,
            int undone,
            @Nullable String problem) {}

    /// Rehearses with each account. What was booked is booked back whatever else goes wrong.
    ///
    /// @param drill see [SyntheticPayment]; one that was there before books nothing again
    /// @param keys names of synthetic accounts, 1 to 100
    RehearsalResult run(String drill, List<String> keys) {
        var tally = new RehearsalTally();
        for (int i = 0; i < keys.size(); i++) {
            SyntheticPayment payment = new SyntheticPayment(drill, i + 1, keys.get(i));
            tally.attempt(payment, () -> forth(payment, tally));
            tally.attempt(payment, () -> back(payment, tally));
        }
        return tally.result();
    }

    private void forth(SyntheticPayment payment, RehearsalTally tally) {
        PaymentSubmission message = payment.message(clock.instant());
        BookingResult written = modern.book(message);
        if (!(written instanceof BookingResult.Accepted) || balance(payment) != -SyntheticPayment.AMOUNT) {
            tally.note(payment, "the modern core booked " + balance(payment) + " and answered " + words(written));
            return;
        }
        tally.written++;
        /* Later by one, so that an answer with the first time is that to a repeated message. */
        BookingResult read =
                classic.book(message.receivedAt(message.receivedAt().plus(Duration.ofMillis(1))));
        if (read.equals(written) && balance(payment) == -SyntheticPayment.AMOUNT) {
            tally.read++;
        } else {
            tally.note(
                    payment,
                    "after the classic core got it again " + balance(payment) + " is booked, it answered "
                            + words(read));
        }
    }

    private void back(SyntheticPayment payment, RehearsalTally tally) {
        long booked = balance(payment);
        if (booked < 0) {
            BookingResult undone = classic.book(payment.reversal(-booked, clock.instant()));
            if (undone instanceof BookingResult.Accepted && balance(payment) == 0) {
                tally.undone++;
            } else {
                tally.note(payment, "is not undone, " + balance(payment) + " is booked: " + words(undone));
            }
        }
    }

    private long balance(SyntheticPayment payment) {
        return accounts.balance(payment.account(), payment.messageIds());
    }

    private static String words(BookingResult answer) {
        return switch (answer) {
            case BookingResult.Accepted accepted -> "that it is accepted, as received at " + accepted.acceptedAt();
            case BookingResult.Rejected refused -> refused.reasons().getFirst().text();
            case BookingResult.Conflict conflict -> conflict.reason().text();
            case BookingResult.Unreadable unreadable -> "that it is not readable";
        };
    }

    /// Counts while a rehearsal runs. Confined to one thread.
    private static final class RehearsalTally {
        private final List<String> problems = new ArrayList<>();
        private int written;
        private int read;
        private int undone;

        void attempt(SyntheticPayment payment, Runnable step) {
            try {
                step.run();
            } catch (RuntimeException e) {
                LOG.warn("Rehearsal {} failed at {}", payment.drill(), payment.account(), e);
                note(payment, "a technical failure, see the log");
            }
        }

        void note(SyntheticPayment payment, String problem) {
            problems.add(payment.account() + ": " + problem);
        }

        RehearsalResult result() {
            String words = String.join("; ", problems.subList(0, Math.min(MOST_PROBLEMS, problems.size())));
            return new RehearsalResult(written, read, undone, problems.isEmpty() ? null : words);
        }
    }
}
