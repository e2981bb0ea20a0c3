// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.modern;

import dev.evenkeel.examples.payments.message.BookingResult;
import dev.evenkeel.examples.payments.message.PaymentCore;
import dev.evenkeel.examples.payments.message.PaymentSubmission;
import dev.evenkeel.examples.payments.message.ValidationResult;

/// The core that replaces the classic one: one pass over the bytes, one round trip to the database.
/// Thread-safe.
public final class ModernCore implements PaymentCore {
    private final StreamMessageParser reader;
    private final ModernLedger modernLedger;

    public ModernCore(ModernCoreFaultSwitches faults, ModernLedger modernLedger) {
        this.reader = new StreamMessageParser(faults);
        this.modernLedger = modernLedger;
    }

    @Override
    public BookingResult book(PaymentSubmission submission) {
        return switch (ValidationResult.of(reader.parse(submission.bytes()))) {
            case ValidationResult.InvalidOrder failed -> failed.answer();
            case ValidationResult.ValidOrder passed -> modernLedger.book(passed.order(), submission);
        };
    }
}
