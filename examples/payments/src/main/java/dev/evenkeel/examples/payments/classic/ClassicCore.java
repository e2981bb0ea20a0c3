// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.classic;

import dev.evenkeel.examples.payments.message.BookingResult;
import dev.evenkeel.examples.payments.message.MessageParseResult;
import dev.evenkeel.examples.payments.message.PaymentCore;
import dev.evenkeel.examples.payments.message.PaymentOrder;
import dev.evenkeel.examples.payments.message.PaymentSubmission;
import dev.evenkeel.examples.payments.message.ValidationResult;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The core that has been in production for years: parses a message into a DOM tree and books transfer by
/// transfer.
///
/// Parsers and compiled expressions are expensive to create and not thread-safe, so each is lent to one
/// message at a time; there are never more of them than concurrent messages. Thread-safe.
public final class ClassicCore implements PaymentCore {
    private final ClassicLedger classicLedger;
    private final WeaknessSwitches weaknesses;
    private final Queue<DomMessageParser> readers = new ConcurrentLinkedQueue<>();

    public ClassicCore(ClassicLedger classicLedger, WeaknessSwitches weaknesses) {
        this.classicLedger = classicLedger;
        this.weaknesses = weaknesses;
    }

    @Override
    public BookingResult book(PaymentSubmission submission) {
        return switch (ValidationResult.of(read(submission.bytes()))) {
            case ValidationResult.InvalidOrder failed -> failed.answer();
            case ValidationResult.ValidOrder passed ->
                refusedName(passed.order()).orElseGet(() -> classicLedger.book(passed.order(), submission));
        };
    }

    private Optional<BookingResult> refusedName(PaymentOrder paymentOrder) {
        return weaknesses.isOpen(ClassicWeakness.LATIN_ONLY) ? LatinNameRule.validate(paymentOrder) : Optional.empty();
    }

    private MessageParseResult read(byte[] bytes) {
        DomMessageParser idle = readers.poll();
        DomMessageParser reader = idle == null ? new DomMessageParser() : idle;
        try {
            return reader.parse(bytes);
        } finally {
            readers.add(reader);
        }
    }
}
