// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.migration;

import dev.evenkeel.examples.payments.message.BookingResult;
import dev.evenkeel.examples.payments.message.PaymentCore;
import dev.evenkeel.examples.payments.message.PaymentSubmission;

/// A message to be written to both ledgers. The first booking determines its time of receipt, so that both
/// ledgers store the same. Not thread-safe.
final class LedgerWrite {
    private final String debtor;
    private PaymentSubmission submission;

    /// @param debtor account of the first debtor; empty without one
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

    /// Books the message in one ledger.
    BookingResult bookIn(PaymentCore core) {
        BookingResult result = core.book(submission);
        if (result instanceof BookingResult.Accepted accepted) {
            submission = submission.receivedAt(accepted.acceptedAt());
        }
        return result;
    }
}
