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

/// The audit log of all changes and their actors. Thread-safe.
///
/// An entry commits together with the change it records. Writers queue at the end of the chain until the
/// previous one has committed, so append last in a transaction and keep the rest of it short.
@Component
public class AuditLog {
    private final AuditEntryRepository repository;
    private final Clock clock;
    private final TransactionTemplate snapshot;

    AuditLog(AuditEntryRepository repository, Clock clock, PlatformTransactionManager transactions) {
        this.repository = repository;
        this.clock = clock;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /// Appends one entry in the caller's transaction; fails without a transaction.
    @Transactional(propagation = Propagation.MANDATORY)
    public AuditEntry append(AuditEvent event) {
        AuditChainHead head = repository.lockHead();
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
                .withHash();
        repository.append(entry);
        return entry;
    }

    /// Returns the newest entries that match a query, newest first.
    ///
    /// @param before only entries with a smaller number; `Long.MAX_VALUE` for the newest
    /// @param limit maximum number of entries
    public List<AuditEntry> listNewest(AuditQuery filter, long before, int limit) {
        return repository.listNewest(filter, before, limit);
    }

    /// Returns the newest entries about one subject, newest first.
    public List<AuditEntry> listNewestBySubject(String subject, int limit) {
        return repository.listNewest(AuditQuery.of(subject), Long.MAX_VALUE, limit);
    }

    public Optional<AuditEntry> findByNumber(long number) {
        return repository.listPage(number - 1, number).stream().findFirst();
    }

    /// Returns all entries of a range, oldest first, with only a few in memory at a time.
    ///
    /// @param from number of the first, 1 or more
    /// @param until number of the last
    public Iterator<AuditEntry> iterate(long from, long until) {
        return new PagedAuditEntryIterator(repository, from - 1, until);
    }

    /// Returns entries after a number whose actions have one of the prefixes, oldest first. Because writers
    /// queue, entries commit in the order of their numbers: a reader that continues after the last number
    /// misses none.
    ///
    /// @param actions prefixes, for example `rollout.`
    /// @param limit maximum number of entries
    public List<AuditEntry> listAfter(long number, List<String> actions, int limit) {
        return repository.listAfter(number, actions, limit);
    }

    /// Returns the number of the newest entry; 0 for an empty log.
    public long lastEntryNumber() {
        return repository.readHead().number();
    }

    /// Verifies the whole chain. Reads every entry: about a second per hundred thousand.
    public AuditChainResult verify() {
        return verify((checked, all) -> {});
    }

    /// Verifies the whole chain and reports the progress. Ignores entries written meanwhile.
    public AuditChainResult verify(VerificationProgressListener progress) {
        return Objects.requireNonNull(snapshot.execute(status -> {
            AuditChainHead head = repository.readHead();
            Iterator<AuditEntry> entries = new PagedAuditEntryIterator(repository, Long.MIN_VALUE, Long.MAX_VALUE);
            return AuditChainVerifier.verify(
                    entries,
                    AuditChainExpectations.endingWith(head),
                    checked -> progress.onProgress(checked, head.number()));
        }));
    }

    /// A listener for the progress of a verification.
    @FunctionalInterface
    public interface VerificationProgressListener {
        /// @param checked number of entries verified so far
        /// @param all number of entries
        void onProgress(long checked, long all);
    }
}
