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

/// The rehearsal of a rollback of the modern core: it books payments between synthetic accounts, checks that
/// the classic core recognises them as booked, and reverses each with a payment back, because a ledger never
/// deletes entries.
///
/// Calls both cores directly instead of through the flag, so that none of these payments counts as an
/// outcome. The ledger decides about success, not the cores' responses. Thread-safe.
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

    /// The result of a rehearsal.
    ///
    /// @param written accounts from which the modern core booked exactly one payment with its amount
    /// @param readByControl those whose payment the classic core recognised, without booking it again
    /// @param undone those whose payment was reversed
    /// @param problem what went wrong, for people; null on success
    record RehearsalResult(
            int written,
            int readByControl,
            int undone,
            @Nullable String problem) {}

    /// Rehearses with each account. Reverses all bookings, whatever else fails.
    ///
    /// @param drill see [SyntheticPayment]; repeating an earlier drill books nothing again
    /// @param keys names of synthetic accounts, 1 to 100
    RehearsalResult run(String drill, List<String> keys) {
        var rehearsalTally = new RehearsalTally();
        for (int i = 0; i < keys.size(); i++) {
            SyntheticPayment payment = new SyntheticPayment(drill, i + 1, keys.get(i));
            rehearsalTally.attempt(payment, () -> rehearseForward(payment, rehearsalTally));
            rehearsalTally.attempt(payment, () -> rehearseBackward(payment, rehearsalTally));
        }
        return rehearsalTally.result();
    }

    private void rehearseForward(SyntheticPayment payment, RehearsalTally rehearsalTally) {
        PaymentSubmission message = payment.toMessage(clock.instant());
        BookingResult written = modern.book(message);
        if (!(written instanceof BookingResult.Accepted) || balance(payment) != -SyntheticPayment.AMOUNT) {
            rehearsalTally.recordProblem(
                    payment, "the modern core booked " + balance(payment) + "; its response: " + describe(written));
            return;
        }
        rehearsalTally.written++;
        /* One millisecond later, so that a response with the first time is the response to a repeated
         * message. */
        BookingResult read =
                classic.book(message.receivedAt(message.receivedAt().plus(Duration.ofMillis(1))));
        if (read.equals(written) && balance(payment) == -SyntheticPayment.AMOUNT) {
            rehearsalTally.read++;
        } else {
            rehearsalTally.recordProblem(
                    payment,
                    "after a repeat to the classic core, " + balance(payment) + " is booked; its response: "
                            + describe(read));
        }
    }

    private void rehearseBackward(SyntheticPayment payment, RehearsalTally rehearsalTally) {
        long booked = balance(payment);
        if (booked < 0) {
            BookingResult undone = classic.book(payment.toReversal(-booked, clock.instant()));
            if (undone instanceof BookingResult.Accepted && balance(payment) == 0) {
                rehearsalTally.undone++;
            } else {
                rehearsalTally.recordProblem(
                        payment, "not reversed, " + balance(payment) + " is booked; response: " + describe(undone));
            }
        }
    }

    private long balance(SyntheticPayment payment) {
        return accounts.balance(payment.account(), payment.messageIds());
    }

    private static String describe(BookingResult result) {
        return switch (result) {
            case BookingResult.Accepted accepted -> "accepted, received at " + accepted.acceptedAt();
            case BookingResult.Rejected refused -> refused.reasons().getFirst().text();
            case BookingResult.Conflict conflict -> conflict.reason().text();
            case BookingResult.Unreadable unreadable -> "the message is not readable";
        };
    }

    /// The counters of a running rehearsal.
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
                recordProblem(payment, "internal error, see the log");
            }
        }

        void recordProblem(SyntheticPayment payment, String problem) {
            problems.add(payment.account() + ": " + problem);
        }

        RehearsalResult result() {
            String words = String.join("; ", problems.subList(0, Math.min(MOST_PROBLEMS, problems.size())));
            return new RehearsalResult(written, read, undone, problems.isEmpty() ? null : words);
        }
    }
}
