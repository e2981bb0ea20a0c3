// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import java.util.List;
import java.util.Map;

/// What everybody knows when all is over and nothing is under way any more.
///
/// @param living processes that run
/// @param journals of the services that keep one, in all their lives
/// @param batches what servers took in, by the instance that sent it
/// @param rollouts all
/// @param environments by name
/// @param audit the check of the ledger
/// @param books the payment services' books
/// @param memory of each server
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

    /// A process that runs, by its own account.
    ///
    /// @param revision in force
    /// @param acknowledged revision that servers say it has acknowledged
    /// @param recorded calls
    /// @param lost calls that it says will not arrive
    /// @param internalErrors of the SDK
    /// @param waits times that a call waited for anybody because of the SDK; 0 where that is not
    ///     measured
    /// @param longestMillis of an evaluation; 0 where that is not measured
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

    /// What servers took in of one instance.
    ///
    /// @param number of batches
    /// @param last highest sequence number
    /// @param unattributed calls that belong to no exposure that is known
    record BatchTotals(long number, long last, long calls, long unattributed) {}

    /// @param revisions all, in their order
    /// @param entries of the ledger that tell of a change of its flags
    record Environment(List<Long> revisions, long entries) {
        Environment {
            revisions = List.copyOf(revisions);
        }

        long last() {
            return revisions.isEmpty() ? 0 : revisions.getLast();
        }
    }

    /// The server's own check of the chain.
    record AuditVerification(boolean intact, long entries, String explanation) {}

    /// As customers were told, held against the ledger.
    record PaymentLedgerState(long messages, long lost, long doubled, boolean balanced) {}

    /// Bytes of live objects of a server, after a collection.
    record HeapSizes(String server, long before, long after) {}
}
