// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.ledger;

import java.math.BigInteger;
import java.util.List;

/// What an audit found, all of it in one snapshot of the ledger.
///
/// @param balanced true when there is no violation
/// @param messagesAccepted messages whose transfers are all booked
/// @param messagesUnfinished messages whose booking has begun and is not finished: under way now, or left by a
///     crash and completed when they are sent again. No violation: nobody was told that they are accepted
/// @param transfersBooked transfers in the ledger
/// @param currencies totals in alphabetical order
/// @param violations at most 20 of each kind
public record LedgerAuditReport(
        boolean balanced,
        long messagesAccepted,
        long messagesUnfinished,
        long transfersBooked,
        List<CurrencyTotal> currencies,
        List<Violation> violations) {

    public LedgerAuditReport {
        currencies = List.copyOf(currencies);
        violations = List.copyOf(violations);
    }

    /// The postings in one currency, in its smallest unit.
    ///
    /// @param debited at most zero
    /// @param credited at least zero
    /// @param sum zero in a balanced ledger
    public record CurrencyTotal(
            String currency, long postings, BigInteger debited, BigInteger credited, BigInteger sum) {}

    /// A broken rule.
    public record Violation(ViolationKind kind, String detail) {}

    /// The rules of the ledger that an audit checks.
    public enum ViolationKind {
        /// The postings of a currency do not sum up to zero.
        CURRENCY_NOT_ZERO,
        /// A transfer has not exactly one debit and one credit of its amount.
        TRANSFER_NOT_TWO_LEGS,
        /// An accepted message has fewer transfers than it was accepted with.
        TRANSFERS_LOST,
        /// A message has more transfers than it was accepted with.
        TRANSFERS_DOUBLED,
        /// Messages of the same content are booked more than once.
        CONTENT_BOOKED_TWICE
    }
}
