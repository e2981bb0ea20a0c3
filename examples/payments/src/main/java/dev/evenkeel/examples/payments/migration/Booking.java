// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.migration;

import dev.evenkeel.examples.payments.message.Answer;
import dev.evenkeel.examples.payments.message.PaymentCore;
import dev.evenkeel.examples.payments.message.Submission;

/// A message on its way into both ledgers. Whichever books it first says when it was received, so that both
/// hold the same. Confined to one thread.
final class Booking {
    private final String debtor;
    private Submission submission;

    /// @param debtor account of the first debtor; empty when there is none
    Booking(String debtor, Submission submission) {
        this.debtor = debtor;
        this.submission = submission;
    }

    String debtor() {
        return debtor;
    }

    Submission submission() {
        return submission;
    }

    /// Books it in one ledger.
    Answer by(PaymentCore core) {
        Answer answer = core.book(submission);
        if (answer instanceof Answer.Accepted accepted) {
            submission = submission.receivedAt(accepted.acceptedAt());
        }
        return answer;
    }
}
