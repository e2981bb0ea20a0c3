// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.wire.BreakerTrip;
import dev.evenkeel.server.rollouts.evidence.BreakerAndShadowReportRepository;
import dev.evenkeel.server.rollouts.evidence.EvidenceRepository;
import dev.evenkeel.server.rollouts.evidence.FlagCallCountRepository;
import dev.evenkeel.server.rollouts.evidence.LatencyRepository;
import dev.evenkeel.server.rollouts.evidence.RolloutEvidenceEntry;
import dev.evenkeel.server.rollouts.experiment.unit.ExperimentBatchContents;
import dev.evenkeel.server.rollouts.experiment.unit.ExperimentUnitRepository;
import dev.evenkeel.server.rollouts.experiment.unit.OpenExperiment;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// The writer of attributed batches to the database, in the caller's transaction.
@Component
class GroupWriter {
    private final OutcomeRepository outcomes;
    private final EvidenceRepository evidence;
    private final LatencyRepository latencies;
    private final BreakerAndShadowReportRepository reports;
    private final ExperimentUnitRepository units;
    private final FlagCallCountRepository callCounts;

    GroupWriter(
            OutcomeRepository outcomes,
            EvidenceRepository evidence,
            LatencyRepository latencies,
            BreakerAndShadowReportRepository reports,
            ExperimentUnitRepository units,
            FlagCallCountRepository callCounts) {
        this.outcomes = outcomes;
        this.evidence = evidence;
        this.latencies = latencies;
        this.reports = reports;
        this.units = units;
        this.callCounts = callCounts;
    }

    /// Stores the outcomes of batches whose keys the caller inserted in this transaction, with one statement per
    /// table. Inserts units in a fixed order, so concurrent groups never deadlock.
    ///
    /// @param storedAt time of the rows
    /// @return evidence about rollouts
    List<RolloutEvidenceEntry> save(List<AttributedBatch> batches, Instant storedAt) {
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
        saveExperiments(received, storedAt);
        callCounts.add(collector.flagCalls(), storedAt);
        return all;
    }

    /// Stores breaker trips that arrived without a batch. Duplicates are ignored.
    void saveTrips(String environment, List<BreakerTrip> trips, Instant receivedAt) {
        reports.insert(environment, trips, receivedAt);
    }

    private void saveExperiments(List<ReceivedBatch> received, Instant storedAt) {
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
}
