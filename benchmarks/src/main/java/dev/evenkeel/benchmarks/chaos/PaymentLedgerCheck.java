// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.chaos.CollectedState.PaymentLedgerState;
import java.util.List;

/// No payment is lost or booked twice, and the ledger is balanced.
final class PaymentLedgerCheck implements InvariantCheck {
    @Override
    public InvariantResult of(CollectedState gathered) {
        PaymentLedgerState books = gathered.books();
        String measured = books.messages() + " messages, " + books.lost() + " lost, " + books.doubled()
                + " payments doubled, " + (books.balanced() ? "balanced" : "not balanced");
        boolean well = books.lost() == 0 && books.doubled() == 0 && books.balanced();
        return new InvariantResult("payments are booked once", measured, well ? List.of() : List.of(measured));
    }
}
