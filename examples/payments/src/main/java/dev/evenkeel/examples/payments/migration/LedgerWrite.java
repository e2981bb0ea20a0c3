// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.migration;

import dev.evenkeel.examples.payments.message.BookingResult;
import dev.evenkeel.examples.payments.message.PaymentCore;
import dev.evenkeel.examples.payments.message.PaymentSubmission;

/// A message on its way into both ledgers. Whichever books it first says when it was received, so that both
/// hold the same. Confined to one thread.
final class LedgerWrite {
    private final String debtor;
    private PaymentSubmission submission;

    /// @param debtor account of the first debtor; empty when there is none
    LedgerWrite(String debtor, PaymentSubmission submission) {
        this.debtor = debtor;
        this.submission = submission;
    }

    String debtor() {
        return debtor;
    }

    PaymentSubmission submission() {
        return submission;
    }

    /// Books it in one ledger.
    BookingResult by(PaymentCore core) {
        BookingResult answer = core.book(submission);
        if (answer instanceof BookingResult.Accepted accepted) {
            submission = submission.receivedAt(accepted.acceptedAt());
        }
        return answer;
    }
}
