// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.modern;

import dev.evenkeel.examples.payments.message.Answer;
import dev.evenkeel.examples.payments.message.Checked;
import dev.evenkeel.examples.payments.message.PaymentCore;
import dev.evenkeel.examples.payments.message.Submission;

/// The core that is to replace the classic one: one pass over the bytes, one round trip to the database.
/// Thread-safe.
public final class ModernCore implements PaymentCore {
    private final StreamReader reader;
    private final ModernLedger ledger;

    public ModernCore(FaultSwitches faults, ModernLedger ledger) {
        this.reader = new StreamReader(faults);
        this.ledger = ledger;
    }

    @Override
    public Answer book(Submission submission) {
        return switch (Checked.of(reader.read(submission.bytes()))) {
            case Checked.Failed failed -> failed.answer();
            case Checked.Passed passed -> ledger.book(passed.order(), submission);
        };
    }
}
