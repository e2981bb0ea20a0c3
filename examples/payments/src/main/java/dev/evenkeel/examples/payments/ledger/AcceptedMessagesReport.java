// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.ledger;

import java.util.List;

/// A comparison of a client's list of accepted messages with the ledger.
///
/// @param checked number of ids that the client sent
/// @param missingCount number of them that the ledger does not have as accepted: these payments are lost
/// @param missing the first 100 of them
/// @param ledger audit of the ledger in the same snapshot
public record AcceptedMessagesReport(long checked, long missingCount, List<String> missing, LedgerAuditReport ledger) {
    public AcceptedMessagesReport {
        missing = List.copyOf(missing);
    }
}
