// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.ledger;

import java.math.BigInteger;
import java.util.List;

/// The result of an audit, read in one snapshot of the ledger.
///
/// @param balanced whether there are no violations
/// @param messagesAccepted messages whose transfers are all booked
/// @param messagesUnfinished messages whose booking has begun and is not finished: in progress, or
///     interrupted by a crash and completed when they are resent. Not a violation: no client has received
///     an acceptance
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

    /// A violation of a ledger rule.
    public record Violation(ViolationKind kind, String detail) {}

    /// The ledger rules that an audit checks.
    public enum ViolationKind {
        /// The postings of a currency do not sum to zero.
        CURRENCY_NOT_ZERO,
        /// A transfer does not have exactly one debit and one credit of its amount.
        TRANSFER_NOT_TWO_LEGS,
        /// An accepted message has fewer transfers than it was accepted with.
        TRANSFERS_LOST,
        /// A message has more transfers than it was accepted with.
        TRANSFERS_DOUBLED,
        /// Messages with the same content are booked more than once.
        CONTENT_BOOKED_TWICE
    }
}
