// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.classic;

import dev.evenkeel.examples.payments.message.Answer;
import dev.evenkeel.examples.payments.message.Checked;
import dev.evenkeel.examples.payments.message.Order;
import dev.evenkeel.examples.payments.message.PaymentCore;
import dev.evenkeel.examples.payments.message.Reading;
import dev.evenkeel.examples.payments.message.Submission;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The core that has been in service for years: reads a message into a tree, books transfer by transfer.
///
/// Parsers and compiled expressions are costly to make and not thread-safe, so each is lent to one message at a
/// time; there are never more than messages at once. Thread-safe.
public final class ClassicCore implements PaymentCore {
    private final ClassicLedger ledger;
    private final WeaknessSwitches weaknesses;
    private final Queue<TreeReader> readers = new ConcurrentLinkedQueue<>();

    public ClassicCore(ClassicLedger ledger, WeaknessSwitches weaknesses) {
        this.ledger = ledger;
        this.weaknesses = weaknesses;
    }

    @Override
    public Answer book(Submission submission) {
        return switch (Checked.of(read(submission.bytes()))) {
            case Checked.Failed failed -> failed.answer();
            case Checked.Passed passed ->
                refusedName(passed.order()).orElseGet(() -> ledger.book(passed.order(), submission));
        };
    }

    private Optional<Answer> refusedName(Order order) {
        return weaknesses.isOpen(Weakness.LATIN_ONLY) ? LatinNames.refusal(order) : Optional.empty();
    }

    private Reading read(byte[] bytes) {
        TreeReader idle = readers.poll();
        TreeReader reader = idle == null ? new TreeReader() : idle;
        try {
            return reader.read(bytes);
        } finally {
            readers.add(reader);
        }
    }
}
