// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.chaos.Gathered.PaymentBooks;
import java.util.List;

/// No payment is lost or booked twice, and the ledger is balanced.
final class BooksCheck implements Check {
    @Override
    public Finding of(Gathered gathered) {
        PaymentBooks books = gathered.books();
        String measured = books.messages() + " messages, " + books.lost() + " lost, " + books.doubled()
                + " payments doubled, " + (books.balanced() ? "balanced" : "not balanced");
        boolean well = books.lost() == 0 && books.doubled() == 0 && books.balanced();
        return new Finding("payments are booked once", measured, well ? List.of() : List.of(measured));
    }
}
