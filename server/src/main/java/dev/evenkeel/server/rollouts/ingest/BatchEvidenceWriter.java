// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.wire.BreakerTrip;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.server.rollouts.evidence.CallCountRepository;
import dev.evenkeel.server.rollouts.evidence.EvidenceRepository;
import dev.evenkeel.server.rollouts.evidence.LatencyRepository;
import dev.evenkeel.server.rollouts.evidence.RolloutEvidence;
import dev.evenkeel.server.rollouts.evidence.SdkReportRepository;
import dev.evenkeel.server.rollouts.experiment.unit.ExperimentUnitClaims;
import dev.evenkeel.server.rollouts.experiment.unit.ExperimentUnitRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Where a sorted batch is stored, in the caller's transaction.
@Component
class BatchEvidenceWriter {
    private final OutcomeRepository outcomes;
    private final EvidenceRepository evidence;
    private final LatencyRepository latencies;
    private final SdkReportRepository reports;
    private final ExperimentUnitRepository units;
    private final CallCountRepository minutes;

    BatchEvidenceWriter(
            OutcomeRepository outcomes,
            EvidenceRepository evidence,
            LatencyRepository latencies,
            SdkReportRepository reports,
            ExperimentUnitRepository units,
            CallCountRepository minutes) {
        this.outcomes = outcomes;
        this.evidence = evidence;
        this.latencies = latencies;
        this.reports = reports;
        this.units = units;
        this.minutes = minutes;
    }

    /// Stores a batch. Its name goes first: whoever comes second with it waits here, and is told that
    /// it is known.
    ///
    /// @return what it says about rollouts; null when it was stored before, and then nothing is
    @Nullable
    List<RolloutEvidence> store(String environment, ReceivedBatch arrival, BatchEvidenceCollector sorted) {
        OutcomeBatch batch = arrival.batch();
        Instant receivedAt = arrival.receivedAt();
        if (!outcomes.insertBatch(environment, arrival, sorted.unattributed())) {
            return null;
        }
        sorted.countFirsts(outcomes.insertFirsts(sorted.firsts()));
        sorted.countBegun(outcomes.insertBegun(sorted.begun(), receivedAt));
        UnitSightings heard = outcomes.insertTrials(sorted.trials(), receivedAt);
        sorted.countBegun(heard.begun());
        sorted.countTrials(heard);
        List<RolloutEvidence> all = sorted.evidence();
        evidence.insert(all, batch.instance(), arrival.sender().heartbeat());
        latencies.insert(environment, receivedAt, sorted.latencies());
        reports.insert(environment, batch, receivedAt);
        storeExperiments(environment, batch, receivedAt);
        minutes.add(environment, batch, receivedAt, sorted.knownFlag());
        return all;
    }

    /// Stores breaker trips that came without a batch; those that are known already change nothing.
    void storeTrips(String environment, List<BreakerTrip> trips, Instant receivedAt) {
        reports.insert(environment, trips, receivedAt);
    }

    private void storeExperiments(String environment, OutcomeBatch batch, Instant receivedAt) {
        if (!batch.experiments().isEmpty()) {
            var claims = ExperimentUnitClaims.of(batch, units.intakes(environment, batch), receivedAt);
            units.insertExposures(claims.exposures());
            units.insertOutcomes(claims.outcomes());
        }
    }
}
