// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The ledger of everything that was changed and by whom. Thread-safe.
///
/// An entry commits together with the change it tells of. Writers queue at the end of the chain until the one
/// before them has committed, so write last in a transaction, and keep what follows short.
@Component
public class AuditLedger {
    private final AuditTable table;
    private final Clock clock;

    AuditLedger(AuditTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /// Appends one entry in the caller's transaction; fails when there is none.
    @Transactional(propagation = Propagation.MANDATORY)
    public AuditEntry append(AuditEvent event) {
        AuditTable.Head head = table.lockHead();
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        AuditEntry unsealed = entry(head, at, event, "");
        AuditEntry entry = entry(head, at, event, unsealed.expectedHash());
        table.append(entry);
        return entry;
    }

    private static AuditEntry entry(AuditTable.Head head, Instant at, AuditEvent event, String hash) {
        return new AuditEntry(
                head.number() + 1,
                at,
                event.actor(),
                event.action(),
                event.subject(),
                event.reason(),
                event.before(),
                event.after(),
                head.hash(),
                hash);
    }

    /// The newest entries, newest first.
    ///
    /// @param before only entries with a smaller number; `Long.MAX_VALUE` for the very newest
    /// @param limit at most so many
    public List<AuditEntry> newest(long before, int limit) {
        return table.newest(before, limit);
    }

    /// The newest entries about one subject, newest first.
    public List<AuditEntry> newestOf(String subject, int limit) {
        return table.newestOf(subject, limit);
    }

    /// Entries after a number whose action begins in one of some ways, oldest first. Writers queue, so a number that is
    /// there stays the last one until a greater one commits: who reads on from the last number misses nothing.
    ///
    /// @param actions beginnings, for example `rollout.`
    /// @param limit at most so many
    public List<AuditEntry> after(long number, List<String> actions, int limit) {
        return table.after(number, actions, limit);
    }

    /// Number of the newest entry; 0 for none.
    public long last() {
        return table.head().number();
    }

    /// Recomputes the whole chain. Reads every entry: about a second per hundred thousand.
    @Transactional(readOnly = true)
    public ChainState verify() {
        AuditTable.Head head = table.head();
        String previous = "";
        long number = 0;
        try (Stream<AuditEntry> all = table.all()) {
            for (Iterator<AuditEntry> entries = all.iterator(); entries.hasNext() && number < head.number(); ) {
                AuditEntry entry = entries.next();
                number++;
                if (entry.number() != number || !entry.previousHash().equals(previous)) {
                    return new ChainState.Broken(number, "does not follow the entry before it");
                }
                if (!entry.hash().equals(entry.expectedHash())) {
                    return new ChainState.Broken(number, "was changed after it was written");
                }
                previous = entry.hash();
            }
        }
        return number == head.number() && previous.equals(head.hash())
                ? new ChainState.Intact(number, previous)
                : new ChainState.Broken(number + 1, "entries at the end are missing");
    }
}
