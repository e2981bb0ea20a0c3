// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.examples.payments.message.BookingResult;
import dev.evenkeel.examples.payments.message.PaymentCore;
import dev.evenkeel.examples.payments.message.PaymentSubmission;
import dev.evenkeel.sdk.CandidateLimits;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.GuardedChange;
import java.nio.charset.StandardCharsets;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// The move from the classic to the modern core as a guarded change: the flag `payment-core` chooses
/// per debtor.
///
/// A message of a debtor always takes the same path while the exposure stands. Without a debtor the
/// flag is asked without targeting key, which a rollout answers with the control.
///
/// Every refusal counts as a failure of the path, not only exceptions: a core that wrongly refuses good
/// messages fails in just that way. Messages that are refused rightly fail on both paths at the same
/// rate, so they raise the rate without tilting the comparison.
///
/// A payment booked twice is no failure to anybody who looks at answers, so the ledger is read back:
/// the metric `double-bookings` counts calls that booked a content again. Failures of foreign
/// currencies, a small part of all, are counted apart too.
///
/// Booking is a write, so nothing falls back: a message whose answer is lost is sent again by its sender,
/// and both cores know it by the one row that each commits with the booking. Thread-safe.
final class GuardedPaymentCore implements PaymentCore {
    /// The flag, and its variant that stands for the modern core.
    static final String FLAG = "payment-core";
    static final String CANDIDATE = "modern";
    static final String DOUBLE_BOOKINGS = "double-bookings";

    private final GuardedChange<PaymentSubmission, BookingResult> change;

    /// @param ledger says of an accepted message whether that booked it again
    /// @param limits what the modern core may take; null when it has no limits
    GuardedPaymentCore(
            Evenkeel evenkeel,
            PaymentCore classic,
            PaymentCore modern,
            BiPredicate<PaymentSubmission, BookingResult.Accepted> ledger,
            @Nullable CandidateLimits limits) {
        GuardedChange.Builder<PaymentSubmission, BookingResult> builder = evenkeel.<PaymentSubmission, BookingResult>
                        guardedChange(FLAG)
                .control("classic", classic::book)
                .candidate(CANDIDATE, modern::book)
                .failedWhen(answer -> !(answer instanceof BookingResult.Accepted))
                .counting(
                        DOUBLE_BOOKINGS,
                        (submission, answer) ->
                                answer instanceof BookingResult.Accepted accepted && ledger.test(submission, accepted))
                .slice("rub", (context, submission) -> isIn("RUB", submission))
                .slice("usd", (context, submission) -> isIn("USD", submission));
        this.change = (limits == null ? builder : builder.candidateLimits(limits)).build();
    }

    /* Asked of failed messages only, which may be unreadable as XML. */
    private static boolean isIn(String currency, PaymentSubmission submission) {
        return new String(submission.bytes(), StandardCharsets.ISO_8859_1).contains("Ccy=\"" + currency + "\"");
    }

    @Override
    public BookingResult book(PaymentSubmission submission) {
        EvaluationContext context = DebtorScanner.debtorIn(submission.bytes())
                .map(EvaluationContext::of)
                .orElse(EvaluationContext.EMPTY);
        return change.run(context, submission);
    }
}
