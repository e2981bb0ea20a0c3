// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.chaos.CollectedState.PaymentLedgerState;
import java.util.List;

/// Check that no payment is lost or booked twice, and that the ledger is balanced.
final class PaymentLedgerCheck implements InvariantCheck {
    @Override
    public InvariantResult check(CollectedState gathered) {
        PaymentLedgerState books = gathered.books();
        String measured = books.messages() + " messages, " + books.lost() + " lost, " + books.doubled()
                + " payments doubled, " + (books.balanced() ? "balanced" : "not balanced");
        boolean well = books.lost() == 0 && books.doubled() == 0 && books.balanced();
        return new InvariantResult("payments are booked once", measured, well ? List.of() : List.of(measured));
    }
}
