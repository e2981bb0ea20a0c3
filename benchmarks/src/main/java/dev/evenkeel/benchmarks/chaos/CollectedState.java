// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import java.util.List;
import java.util.Map;

/// The state of all servers and processes after a campaign, when nothing is in progress any more.
///
/// @param living running processes
/// @param journals journals of the services that keep one, one for each start
/// @param batches what the servers received, by the sending instance
/// @param rollouts all rollouts
/// @param environments by name
/// @param audit verification of the audit log
/// @param books state of the payment services' ledgers
/// @param memory heap sizes of each server
record CollectedState(
        List<LiveProcess> living,
        List<ProcessJournal> journals,
        Map<String, BatchTotals> batches,
        List<RolloutRecord> rollouts,
        Map<String, Environment> environments,
        AuditVerification audit,
        PaymentLedgerState books,
        List<HeapSizes> memory) {
    CollectedState {
        living = List.copyOf(living);
        journals = List.copyOf(journals);
        batches = Map.copyOf(batches);
        rollouts = List.copyOf(rollouts);
        environments = Map.copyOf(environments);
        memory = List.copyOf(memory);
    }

    /// A running process, as reported by itself.
    ///
    /// @param revision current revision
    /// @param acknowledged revision that the process acknowledged, according to the servers
    /// @param recorded number of recorded calls
    /// @param lost calls that it reports as lost
    /// @param internalErrors internal errors of the SDK
    /// @param waits how often a call was blocked because of the SDK; 0 where this is not measured
    /// @param longestMillis longest evaluation; 0 where this is not measured
    record LiveProcess(
            String name,
            String environment,
            String instance,
            long revision,
            long acknowledged,
            long recorded,
            long lost,
            long internalErrors,
            long waits,
            double longestMillis) {}

    /// What the servers received from one instance.
    ///
    /// @param number number of batches
    /// @param last highest sequence number
    /// @param unattributed calls that belong to no known exposure
    record BatchTotals(long number, long last, long calls, long unattributed) {}

    /// @param revisions all revisions, in order
    /// @param entries number of audit log entries about changes of its flags, and about
    ///     decisions that change a split
    record Environment(List<Long> revisions, long entries) {
        Environment {
            revisions = List.copyOf(revisions);
        }

        long last() {
            return revisions.isEmpty() ? 0 : revisions.getLast();
        }
    }

    /// The server's own verification of the audit chain.
    record AuditVerification(boolean intact, long entries, String explanation) {}

    /// A comparison of the customers' responses with the ledger.
    record PaymentLedgerState(long messages, long lost, long doubled, boolean balanced) {}

    /// Bytes of live objects in a server, after a garbage collection.
    record HeapSizes(String server, long before, long after) {}
}
