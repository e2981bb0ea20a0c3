// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.api.SloApi.SloStatusResponse;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.operations.slo.measurement.SloImportProgress;
import dev.evenkeel.server.operations.slo.measurement.SloImportProgressRepository;
import dev.evenkeel.server.operations.slo.measurement.SloMinuteImporter;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/// Queries for the current status of SLOs.
@Component
class SloStatusQueries {
    private final SloEvaluator evaluator;
    private final SloImportProgressRepository progress;
    private final BurnAlertRepository alerts;
    private final Clock clock;

    SloStatusQueries(
            SloEvaluator evaluator, SloImportProgressRepository progress, BurnAlertRepository alerts, Clock clock) {
        this.evaluator = evaluator;
        this.progress = progress;
        this.alerts = alerts;
        this.clock = clock;
    }

    /// Returns the status of an SLO from one snapshot of the stored data. Leaves out the last minute while it
    /// has not been imported.
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public SloStatusResponse getStatus(Slo slo) {
        Optional<SloImportProgress> known = progress.findBySlo(slo.name());
        Instant horizon = SloMinuteImporter.horizon(slo, clock.instant());
        Instant until = known.map(one -> one.evaluableUntil(horizon)).orElse(horizon);
        return SloStatusResponses.of(
                slo,
                evaluator.evaluate(slo, until),
                known.map(SloImportProgress::failure).orElse(null),
                alerts.listFiringBySlo(slo.name()),
                until);
    }
}
