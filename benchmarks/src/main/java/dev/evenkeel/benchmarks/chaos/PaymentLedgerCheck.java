// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.chaos.CollectedState.PaymentLedgerState;
import java.util.List;

/// Check that no payment is lost or booked twice, and that the ledger is balanced.
final class PaymentLedgerCheck implements InvariantCheck {
    @Override
    public InvariantResult check(CollectedState collected) {
        PaymentLedgerState paymentLedgerState = collected.books();
        String measured = paymentLedgerState.messages() + " messages, " + paymentLedgerState.lost() + " lost, "
                + paymentLedgerState.doubled() + " payments doubled, "
                + (paymentLedgerState.balanced() ? "balanced" : "not balanced");
        boolean well =
                paymentLedgerState.lost() == 0 && paymentLedgerState.doubled() == 0 && paymentLedgerState.balanced();
        return new InvariantResult("payments are booked once", measured, well ? List.of() : List.of(measured));
    }
}
