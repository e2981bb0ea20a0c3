// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.wire.BreakerTrip;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.rollouts.evidence.EvidenceReceivedEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// The store of groups of batches: each group is one transaction, in which each batch counts completely or not at
/// all.
///
/// A duplicate batch changes nothing: its key is unique, and a concurrent duplicate waits for the first commit. Units
/// are always inserted in the same order, so concurrent groups never deadlock. Any number of servers may store
/// batches. Thread-safe.
@Component
public class BatchGroupStore {
    private static final Logger LOG = LoggerFactory.getLogger(BatchGroupStore.class);

    private final IngestionTransactionTemplate transaction;
    private final RolloutExposureWindowResolver windows;
    private final OutcomeRepository outcomes;
    private final GroupWriter writer;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final Counter transactions;
    private final Counter batches;

    BatchGroupStore(
            IngestionTransactionTemplate transaction,
            RolloutExposureWindowResolver windows,
            OutcomeRepository outcomes,
            GroupWriter writer,
            Clock clock,
            ApplicationEventPublisher events,
            MeterRegistry meters) {
        this.transaction = transaction;
        this.windows = windows;
        this.outcomes = outcomes;
        this.writer = writer;
        this.clock = clock;
        this.events = events;
        this.transactions = Counter.builder("evenkeel.intake.transactions")
                .description("Transactions in which this server stored groups of outcome batches.")
                .register(meters);
        this.batches = Counter.builder("evenkeel.intake.batches")
                .description("Outcome batches in these transactions, including duplicates.")
                .register(meters);
    }

    /// Stores batches with different keys, in one transaction, and informs the guard.
    ///
    /// @param first work of the caller at the beginning of the transaction
    /// @return one result per batch, in order
    /// @throws RuntimeException when nothing was stored
    public List<IngestResult> store(List<ReceivedBatch> group, Runnable first) {
        Instant storedAt = now();
        StoredGroup stored = transaction.execute(status -> {
            first.run();
            return store(group, storedAt);
        });
        transactions.increment();
        batches.increment(group.size());
        if (stored.hasEvidence()) {
            publishEvidenceReceived();
        }
        return stored.results();
    }

    /// Stores circuit breaker trips, in a transaction of their own, and informs the guard. Duplicates are ignored.
    public void storeTrips(String environment, List<BreakerTrip> trips) {
        Instant storedAt = now();
        transaction.execute(status -> {
            writer.saveTrips(environment, trips, storedAt);
            return true;
        });
        publishEvidenceReceived();
    }

    /// Returns whether storing a group failed because of the database, not because of a batch.
    public static boolean isDatabaseUnavailable(RuntimeException e) {
        return e instanceof TransientDataAccessException
                || e instanceof RecoverableDataAccessException
                || e instanceof DataAccessResourceFailureException
                || e instanceof TransactionException;
    }

    private record StoredGroup(List<IngestResult> results, boolean hasEvidence) {}

    private StoredGroup store(List<ReceivedBatch> group, Instant storedAt) {
        if (group.isEmpty()) {
            return new StoredGroup(List.of(), false);
        }
        OpenWindows open = windows.resolve(group);
        Map<String, Predicate<String>> knownFlags = new HashMap<>();
        List<AttributedBatch> attributed = group.stream()
                .map(received -> AttributedBatch.of(
                        received, open, knownFlags.computeIfAbsent(received.environment(), windows::knownFlags)))
                .toList();
        List<OutcomeRepository.BatchAcceptance> acceptances = outcomes.insertBatches(attributed, storedAt);
        List<IngestResult> results = new ArrayList<>();
        List<AttributedBatch> accepted = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            results.add(result(attributed.get(i), acceptances.get(i)));
            if (acceptances.get(i).stored()) {
                accepted.add(attributed.get(i));
            }
        }
        boolean evidence = !writer.save(accepted, storedAt).isEmpty();
        boolean trips = accepted.stream()
                .anyMatch(one -> !one.received().batch().trips().isEmpty());
        return new StoredGroup(results, evidence || trips);
    }

    private static IngestResult result(AttributedBatch batch, OutcomeRepository.BatchAcceptance acceptance) {
        if (!acceptance.own()) {
            return IngestResult.rejected(anotherProcess(batch.received().batch().instance()));
        }
        return new IngestResult(
                acceptance.stored() ? OptionalLong.of(batch.unattributed()) : OptionalLong.empty(), null);
    }

    private static MalformedOrOverLimitException anotherProcess(String instance) {
        return new MalformedOrOverLimitException(
                ProblemCode.FORBIDDEN,
                "Another process uses the instance name " + instance
                        + ": its first batch had a different secret. This batch was not stored.",
                "Give each process a random instance name, and send the same " + BatchSender.HEADER
                        + " with all of its batches.");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void publishEvidenceReceived() {
        try {
            events.publishEvent(new EvidenceReceivedEvent());
        } catch (RuntimeException e) {
            LOG.warn("Evidence was stored, but a listener failed", e);
        }
    }
}
