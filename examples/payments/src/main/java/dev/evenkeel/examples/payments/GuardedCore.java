// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import dev.evenkeel.examples.payments.message.Answer;
import dev.evenkeel.examples.payments.message.PaymentCore;
import dev.evenkeel.examples.payments.message.Submission;
import dev.evenkeel.flag.EvaluationContext;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.GuardedChange;

/// The move from the classic to the modern core as a guarded change: the flag `payment-core` chooses per debtor.
///
/// A message of a debtor always takes the same path while the exposure stands. Without a debtor the flag is asked
/// without targeting key, which a rollout answers with the control.
///
/// Every refusal counts as a failure of the path, not only exceptions: a core that wrongly refuses good messages fails
/// in just that way. Messages that are refused rightly fail on both paths at the same rate, so they raise the rate
/// without tilting the comparison. Thread-safe.
final class GuardedCore implements PaymentCore {
    private final GuardedChange<Submission, Answer> change;

    GuardedCore(Evenkeel evenkeel, PaymentCore classic, PaymentCore modern) {
        this.change = evenkeel.<Submission, Answer>guardedChange("payment-core")
                .control("classic", classic::book)
                .candidate("modern", modern::book)
                .failedWhen(answer -> !(answer instanceof Answer.Accepted))
                .build();
    }

    @Override
    public Answer book(Submission submission) {
        EvaluationContext context = DebtorScan.debtorIn(submission.bytes())
                .map(EvaluationContext::of)
                .orElse(EvaluationContext.EMPTY);
        return change.run(context, submission);
    }
}
