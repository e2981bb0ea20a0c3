// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.wire.BreakerTrip;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.rollouts.evidence.BreakerAndShadowReportRepository;
import dev.evenkeel.server.rollouts.evidence.EvidenceReceivedEvent;
import dev.evenkeel.server.rollouts.evidence.EvidenceRepository;
import dev.evenkeel.server.rollouts.evidence.FlagCallCountRepository;
import dev.evenkeel.server.rollouts.evidence.LatencyRepository;
import dev.evenkeel.server.rollouts.evidence.RolloutEvidenceEntry;
import dev.evenkeel.server.rollouts.evidence.RolloutExposureWindow;
import dev.evenkeel.server.rollouts.experiment.unit.ExperimentBatchContents;
import dev.evenkeel.server.rollouts.experiment.unit.ExperimentUnitRepository;
import dev.evenkeel.server.rollouts.experiment.unit.OpenExperiment;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
    private final FlagService flags;
    private final OutcomeRepository outcomes;
    private final EvidenceRepository evidence;
    private final LatencyRepository latencies;
    private final BreakerAndShadowReportRepository reports;
    private final ExperimentUnitRepository units;
    private final FlagCallCountRepository callCounts;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final Counter transactions;
    private final Counter batches;

    BatchGroupStore(
            IngestionTransactionTemplate transaction,
            FlagService flags,
            OutcomeRepository outcomes,
            EvidenceRepository evidence,
            LatencyRepository latencies,
            BreakerAndShadowReportRepository reports,
            ExperimentUnitRepository units,
            FlagCallCountRepository callCounts,
            Clock clock,
            ApplicationEventPublisher events,
            MeterRegistry meters) {
        this.transaction = transaction;
        this.flags = flags;
        this.outcomes = outcomes;
        this.evidence = evidence;
        this.latencies = latencies;
        this.reports = reports;
        this.units = units;
        this.callCounts = callCounts;
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
            return insertGroup(group, storedAt);
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
            reports.insert(environment, trips, storedAt);
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

    private StoredGroup insertGroup(List<ReceivedBatch> group, Instant storedAt) {
        if (group.isEmpty()) {
            return new StoredGroup(List.of(), false);
        }
        List<AttributedBatch> attributed = attribute(group);
        List<OutcomeRepository.BatchAcceptance> acceptances = outcomes.insertBatches(attributed, storedAt);
        List<IngestResult> results = new ArrayList<>();
        List<AttributedBatch> accepted = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            results.add(result(attributed.get(i), acceptances.get(i)));
            if (acceptances.get(i).stored()) {
                accepted.add(attributed.get(i));
            }
        }
        boolean hasEvidence = insertContents(accepted, storedAt);
        boolean hasTrips = accepted.stream()
                .anyMatch(one -> !one.received().batch().trips().isEmpty());
        return new StoredGroup(results, hasEvidence || hasTrips);
    }

    private List<AttributedBatch> attribute(List<ReceivedBatch> group) {
        OpenWindows open = resolveWindows(group);
        Map<String, Predicate<String>> knownFlags = new HashMap<>();
        return group.stream()
                .map(received -> AttributedBatch.of(
                        received, open, knownFlags.computeIfAbsent(received.environment(), this::knownFlags)))
                .toList();
    }

    /*
     * A user's edit of a flag gives the split a new revision without a change of the rollout. Such a revision is known
     * by the flag, and its window is opened here.
     */
    private OpenWindows resolveWindows(List<ReceivedBatch> batches) {
        Set<String> rollouts = rollouts(batches);
        var known = OpenWindows.of(outcomes.listOpenWindows(rollouts));
        boolean anyOpened = false;
        for (ReceivedBatch received : batches) {
            for (OutcomeSummary summary : received.batch().summaries()) {
                SplitKey split = summary.split();
                if (split != null && known.isUnknownRevision(split)) {
                    anyOpened |= openWindow(received.environment(), summary, split);
                }
            }
        }
        return anyOpened ? OpenWindows.of(outcomes.listOpenWindows(rollouts)) : known;
    }

    private static Set<String> rollouts(List<ReceivedBatch> batches) {
        return batches.stream()
                .flatMap(received -> received.batch().summaries().stream())
                .map(OutcomeSummary::split)
                .filter(Objects::nonNull)
                .map(SplitKey::rollout)
                .collect(Collectors.toSet());
    }

    /* Whether the environment has a flag. */
    private Predicate<String> knownFlags(String environment) {
        return flags.findLatest(environment)
                .<Predicate<String>>map(snapshot -> snapshot.compiled().flagKeys()::contains)
                .orElse(flag -> false);
    }

    private boolean openWindow(String environment, OutcomeSummary summary, SplitKey splitKey) {
        if (flags.getSnapshot(environment).splits().get(summary.flag()) instanceof RolloutSplit split
                && split.rollout().equals(splitKey.rollout())
                && split.revision() == splitKey.revision()) {
            evidence.insertWindow(new RolloutExposureWindow(
                    split.rollout(),
                    split.revision(),
                    environment,
                    summary.flag(),
                    split.control(),
                    split.candidate()));
            return true;
        }
        return false;
    }

    /* One statement per table, with units in a fixed order. Returns whether there is evidence about rollouts. */
    private boolean insertContents(List<AttributedBatch> batches, Instant storedAt) {
        var collector = new GroupEvidenceCollector(storedAt);
        batches.forEach(collector::add);
        collector.countFirstEvents(outcomes.insertFirstEvents(collector.firstEvents()));
        collector.countStartedCalls(outcomes.insertStartedCalls(collector.startedCalls(), storedAt));
        NewlyCountedUnits newlyCountedUnits = outcomes.insertTrials(collector.trials(), storedAt);
        collector.countStartedCalls(newlyCountedUnits.started());
        collector.countTrials(newlyCountedUnits);
        List<RolloutEvidenceEntry> all = collector.toEvidence();
        evidence.insert(all, collector.senders());
        latencies.insert(storedAt, collector.latencies());
        List<ReceivedBatch> received =
                batches.stream().map(AttributedBatch::received).toList();
        received.forEach(one -> reports.insert(one.environment(), one.batch(), storedAt));
        insertExperiments(received, storedAt);
        callCounts.add(collector.flagCalls(), storedAt);
        return !all.isEmpty();
    }

    private void insertExperiments(List<ReceivedBatch> received, Instant storedAt) {
        List<ReceivedBatch> batches = received.stream()
                .filter(one -> !one.batch().experiments().isEmpty())
                .toList();
        if (batches.isEmpty()) {
            return;
        }
        List<OpenExperiment> open = units.listOpenExperiments(
                batches.stream().map(ReceivedBatch::batch).toList());
        var claims = ExperimentBatchContents.merge(batches.stream()
                .map(one -> ExperimentBatchContents.of(one.batch(), ofEnvironment(open, one.environment()), storedAt))
                .toList());
        units.insertExposures(claims.exposures());
        units.insertOutcomes(claims.outcomes());
    }

    private static List<OpenExperiment> ofEnvironment(List<OpenExperiment> all, String environment) {
        return all.stream()
                .filter(one -> one.settings().environment().equals(environment))
                .toList();
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
