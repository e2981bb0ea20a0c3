// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.server.flags.delivery.BreakerTripsReportedEvent;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.rollouts.evidence.EvidenceReceivedEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// The service that stores batches. Batches that arrive within a few milliseconds share one transaction; each counts
/// completely or not at all, and its sender gets the answer after the commit.
///
/// A duplicate batch changes nothing: its key is unique, and a concurrent duplicate waits for the first commit. A
/// batch that the database refuses fails alone: its group is rolled back, and each batch is stored on its own. Units
/// are always inserted in the same order, so concurrent groups never deadlock. Any number of servers may store
/// batches. Thread-safe.
@Component
class OutcomeIngestionService implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(OutcomeIngestionService.class);

    private static final GroupingQueue.GroupLimits<ReceivedBatch> GROUP = new GroupingQueue.GroupLimits<>(
            Duration.ofMillis(20), 200, ReceivedBatch.WHOLE_GROUP, ReceivedBatch::shareOfGroup, ReceivedBatch::key);
    /* While one commits, the other collects. */
    private static final int THREADS = 2;

    private final IngestionTransactionTemplate transaction;
    private final RolloutExposureWindowResolver windows;
    private final OutcomeRepository outcomes;
    private final GroupWriter store;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final GroupingQueue<ReceivedBatch, IngestResult> queue = new GroupingQueue<>(GROUP, this::storeGroup);
    private volatile boolean running;

    OutcomeIngestionService(
            IngestionTransactionTemplate transaction,
            RolloutExposureWindowResolver windows,
            OutcomeRepository outcomes,
            GroupWriter store,
            Clock clock,
            ApplicationEventPublisher events) {
        this.transaction = transaction;
        this.windows = windows;
        this.outcomes = outcomes;
        this.store = store;
        this.clock = clock;
        this.events = events;
    }

    /// Stores a batch, and returns when it is committed.
    ///
    /// @throws MalformedOrOverLimitException when the process sent its first batch with another secret
    /// @return number of calls of unknown rollouts, revisions or flags; empty for a duplicate
    OptionalLong ingest(ReceivedBatch received) {
        return queue.submit(received).get();
    }

    /// The result of one batch of a group.
    ///
    /// @param failure null when the batch is stored or a duplicate
    private record IngestResult(
            OptionalLong unattributed, @Nullable RuntimeException failure) {
        OptionalLong get() {
            if (failure != null) {
                throw failure;
            }
            return unattributed;
        }
    }

    private List<IngestResult> storeGroup(List<ReceivedBatch> group) {
        try {
            return storeTogether(group);
        } catch (RuntimeException e) {
            if (group.size() == 1 || isDatabaseUnavailable(e)) {
                throw e;
            }
            LOG.warn("A batch prevents {} others from being stored; each is stored on its own", group.size() - 1, e);
            return group.stream().map(this::storeAlone).toList();
        }
    }

    private IngestResult storeAlone(ReceivedBatch received) {
        try {
            return storeTogether(List.of(received)).getFirst();
        } catch (RuntimeException e) {
            return new IngestResult(OptionalLong.empty(), e);
        }
    }

    private static boolean isDatabaseUnavailable(RuntimeException e) {
        return e instanceof TransientDataAccessException
                || e instanceof RecoverableDataAccessException
                || e instanceof DataAccessResourceFailureException
                || e instanceof TransactionException;
    }

    private List<IngestResult> storeTogether(List<ReceivedBatch> group) {
        Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        StoredGroup stored = transaction.execute(status -> store(group, receivedAt));
        if (stored.hasEvidence()) {
            publishEvidenceReceived();
        }
        return stored.results();
    }

    private record StoredGroup(List<IngestResult> results, boolean hasEvidence) {}

    private StoredGroup store(List<ReceivedBatch> group, Instant receivedAt) {
        OpenWindows open = windows.resolve(group);
        Map<String, Predicate<String>> knownFlags = new HashMap<>();
        List<AttributedBatch> attributed = group.stream()
                .map(received -> AttributedBatch.of(
                        received, open, knownFlags.computeIfAbsent(received.environment(), windows::knownFlags)))
                .toList();
        List<OutcomeRepository.BatchAcceptance> acceptances = outcomes.insertBatches(attributed, receivedAt);
        List<IngestResult> results = new ArrayList<>();
        List<AttributedBatch> accepted = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            results.add(result(attributed.get(i), acceptances.get(i)));
            if (acceptances.get(i).stored()) {
                accepted.add(attributed.get(i));
            }
        }
        boolean evidence = !store.save(accepted, receivedAt).isEmpty();
        return new StoredGroup(
                results,
                evidence
                        || accepted.stream()
                                .anyMatch(one -> !one.received().batch().trips().isEmpty()));
    }

    private static IngestResult result(AttributedBatch batch, OutcomeRepository.BatchAcceptance acceptance) {
        if (!acceptance.own()) {
            return new IngestResult(
                    OptionalLong.empty(),
                    anotherProcess(batch.received().batch().instance()));
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

    /// Stores breaker trips that arrived with an acknowledgement, in case no batch of the process arrives.
    @EventListener
    void onBreakerTripsReported(BreakerTripsReportedEvent reported) {
        Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        transaction.execute(status -> {
            store.saveTrips(reported.environment(), reported.trips(), receivedAt);
            return true;
        });
        publishEvidenceReceived();
    }

    private void publishEvidenceReceived() {
        try {
            events.publishEvent(new EvidenceReceivedEvent());
        } catch (RuntimeException e) {
            LOG.warn("Evidence was stored, but a listener failed", e);
        }
    }

    @Override
    public void start() {
        running = true;
        queue.start("evenkeel-intake", THREADS);
    }

    @Override
    public void stop() {
        queue.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Starts before the web server, and stops after it.
    @Override
    public int getPhase() {
        return 0;
    }
}
