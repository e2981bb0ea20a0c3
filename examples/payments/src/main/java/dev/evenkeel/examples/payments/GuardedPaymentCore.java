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

/// The migration from the classic to the modern core as a guarded change: the flag `payment-core` selects the
/// core per debtor.
///
/// While the exposure is unchanged, all messages of a debtor use the same core. Without a debtor the flag is
/// evaluated without a targeting key; a rollout then returns control.
///
/// Every refusal counts as a failure, not only exceptions: a core that wrongly refuses valid messages fails
/// in exactly this way. Rightly refused messages fail on both cores at the same rate, so they raise the rate
/// without biasing the comparison.
///
/// A double booking does not show in responses, so the ledger is read back: the metric `double-bookings`
/// counts calls that booked a content again. Failures of foreign currencies, a small part of all, are also
/// counted separately.
///
/// Booking is a write, so there is no fallback: a sender whose response is lost resends the message, and both
/// cores recognise it by the one row that each commits with the booking. Thread-safe.
final class GuardedPaymentCore implements PaymentCore {
    /// Key of the flag, and its variant for the modern core.
    static final String FLAG = "payment-core";
    static final String CANDIDATE = "modern";
    static final String DOUBLE_BOOKINGS = "double-bookings";

    private final GuardedChange<PaymentSubmission, BookingResult> change;

    /// @param ledger returns whether an accepted message was booked again
    /// @param limits limits for the modern core; null for none
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
                .failedWhen(result -> !(result instanceof BookingResult.Accepted))
                .counting(
                        DOUBLE_BOOKINGS,
                        (submission, result) ->
                                result instanceof BookingResult.Accepted accepted && ledger.test(submission, accepted))
                .slice("rub", (context, submission) -> isIn("RUB", submission))
                .slice("usd", (context, submission) -> isIn("USD", submission));
        this.change = (limits == null ? builder : builder.candidateLimits(limits)).build();
    }

    /* Evaluated only for failed messages, which may not be well-formed XML. */
    private static boolean isIn(String currency, PaymentSubmission submission) {
        return new String(submission.bytes(), StandardCharsets.ISO_8859_1).contains("Ccy=\"" + currency + "\"");
    }

    @Override
    public BookingResult book(PaymentSubmission submission) {
        EvaluationContext context = DebtorScanner.findDebtor(submission.bytes())
                .map(EvaluationContext::of)
                .orElse(EvaluationContext.EMPTY);
        return change.run(context, submission);
    }
}
