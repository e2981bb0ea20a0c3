// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.ledger;

import java.util.List;

/// A client's list of accepted messages beside the ledger's.
///
/// @param checked how many ids the client gave
/// @param missingCount how many of them the ledger does not have as accepted: these payments are lost
/// @param missing the first 100 of them
/// @param ledger the audit of the ledger in the same snapshot
public record AcceptedMessagesReport(long checked, long missingCount, List<String> missing, LedgerAuditReport ledger) {
    public AcceptedMessagesReport {
        missing = List.copyOf(missing);
    }
}
