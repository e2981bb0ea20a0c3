// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import dev.evenkeel.engine.audit.AuditChainExpectations;
import dev.evenkeel.engine.audit.AuditChainHead;
import dev.evenkeel.engine.audit.AuditChainResult;
import dev.evenkeel.engine.audit.AuditChainVerifier;
import dev.evenkeel.engine.audit.AuditEntry;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// The ledger of everything that was changed and by whom. Thread-safe.
///
/// An entry commits together with the change it tells of. Writers queue at the end of the chain until
/// the one before them has committed, so write last in a transaction, and keep what follows short.
@Component
public class AuditLog {
    private final AuditEntryRepository table;
    private final Clock clock;
    private final TransactionTemplate snapshot;

    AuditLog(AuditEntryRepository table, Clock clock, PlatformTransactionManager transactions) {
        this.table = table;
        this.clock = clock;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /// Appends one entry in the caller's transaction; fails when there is none.
    @Transactional(propagation = Propagation.MANDATORY)
    public AuditEntry append(AuditEvent event) {
        AuditChainHead head = table.lockHead();
        AuditEntry entry = new AuditEntry(
                        head.number() + 1,
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        event.actor(),
                        event.action(),
                        event.subject(),
                        event.reason(),
                        event.before(),
                        event.after(),
                        head.hash(),
                        "")
                .sealed();
        table.append(entry);
        return entry;
    }

    /// The newest entries that a filter lets through, newest first.
    ///
    /// @param before only entries with a smaller number; `Long.MAX_VALUE` for the very newest
    /// @param limit at most so many
    public List<AuditEntry> newest(AuditQuery filter, long before, int limit) {
        return table.newest(filter, before, limit);
    }

    /// The newest entries about one subject, newest first.
    public List<AuditEntry> newestOf(String subject, int limit) {
        return table.newest(AuditQuery.of(subject), Long.MAX_VALUE, limit);
    }

    /// The entry of a number.
    public Optional<AuditEntry> find(long number) {
        return table.page(number - 1, number).stream().findFirst();
    }

    /// All entries of a range, oldest first, without holding more than a few in memory.
    ///
    /// @param from number of the first, 1 or more
    /// @param until number of the last
    public Iterator<AuditEntry> entries(long from, long until) {
        return new PagedAuditEntryIterator(table, from - 1, until);
    }

    /// Entries after a number whose action begins in one of some ways, oldest first. Writers queue, so a
    /// number that is there stays the last one until a greater one commits: who reads on from the last
    /// number misses nothing.
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
    public AuditChainResult verify() {
        return verify((checked, all) -> {});
    }

    /// The same, and tells how far it is. What is written meanwhile is not looked at.
    public AuditChainResult verify(VerificationProgress progress) {
        return Objects.requireNonNull(snapshot.execute(status -> {
            AuditChainHead head = table.head();
            Iterator<AuditEntry> entries = new PagedAuditEntryIterator(table, Long.MIN_VALUE, Long.MAX_VALUE);
            return AuditChainVerifier.of(
                    entries, AuditChainExpectations.endingWith(head), checked -> progress.tell(checked, head.number()));
        }));
    }

    /// Who wants to know how far a check is.
    @FunctionalInterface
    public interface VerificationProgress {
        /// @param checked entries that fit so far
        /// @param all entries that there are
        void tell(long checked, long all);
    }
}
