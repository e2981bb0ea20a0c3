// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.wire.BreakerTrip;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.server.rollouts.evidence.BreakerAndShadowReportRepository;
import dev.evenkeel.server.rollouts.evidence.EvidenceRepository;
import dev.evenkeel.server.rollouts.evidence.FlagCallCountRepository;
import dev.evenkeel.server.rollouts.evidence.LatencyRepository;
import dev.evenkeel.server.rollouts.evidence.RolloutEvidenceEntry;
import dev.evenkeel.server.rollouts.experiment.unit.ExperimentBatchContents;
import dev.evenkeel.server.rollouts.experiment.unit.ExperimentUnitRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The writer of sorted batches to the database, in the caller's transaction.
@Component
class BatchEvidenceWriter {
    private final OutcomeRepository outcomes;
    private final EvidenceRepository evidence;
    private final LatencyRepository latencies;
    private final BreakerAndShadowReportRepository reports;
    private final ExperimentUnitRepository units;
    private final FlagCallCountRepository callCounts;

    BatchEvidenceWriter(
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

    /// Stores a batch. Inserts its key first, so a concurrent duplicate waits there and is then rejected.
    ///
    /// @return evidence about rollouts; null for a duplicate, of which nothing is stored
    @Nullable
    List<RolloutEvidenceEntry> save(String environment, ReceivedBatch arrival, BatchEvidenceCollector sorted) {
        OutcomeBatch batch = arrival.batch();
        Instant receivedAt = arrival.receivedAt();
        if (!outcomes.insertBatch(environment, arrival, sorted.unattributed())) {
            return null;
        }
        sorted.countFirstEvents(outcomes.insertFirstEvents(sorted.firstEvents()));
        sorted.countStartedCalls(outcomes.insertStartedCalls(sorted.startedCalls(), receivedAt));
        NewlyCountedUnits newlyCountedUnits = outcomes.insertTrials(sorted.trials(), receivedAt);
        sorted.countStartedCalls(newlyCountedUnits.started());
        sorted.countTrials(newlyCountedUnits);
        List<RolloutEvidenceEntry> all = sorted.toEvidence();
        evidence.insert(all, batch.instance(), arrival.sender().heartbeat());
        latencies.insert(environment, receivedAt, sorted.latencies());
        reports.insert(environment, batch, receivedAt);
        saveExperiments(environment, batch, receivedAt);
        callCounts.addBatch(environment, batch, receivedAt, sorted.knownFlag());
        return all;
    }

    /// Stores breaker trips that arrived without a batch. Duplicates are ignored.
    void saveTrips(String environment, List<BreakerTrip> trips, Instant receivedAt) {
        reports.insert(environment, trips, receivedAt);
    }

    private void saveExperiments(String environment, OutcomeBatch batch, Instant receivedAt) {
        if (!batch.experiments().isEmpty()) {
            var claims = ExperimentBatchContents.of(batch, units.listOpenExperiments(environment, batch), receivedAt);
            units.insertExposures(claims.exposures());
            units.insertOutcomes(claims.outcomes());
        }
    }
}
