// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

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

/// Says how an SLO stands now.
@Component
class SloStatusQueries {
    private final SloEvaluator standings;
    private final SloImportProgressRepository progress;
    private final BurnAlertRepository alerts;
    private final Clock clock;

    SloStatusQueries(
            SloEvaluator standings, SloImportProgressRepository progress, BurnAlertRepository alerts, Clock clock) {
        this.standings = standings;
        this.progress = progress;
        this.alerts = alerts;
        this.clock = clock;
    }

    /// How it stands, from one snapshot of what is stored: up to the minute before the last one
    /// while that is not taken in yet.
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public SloStatus of(Slo slo) {
        Optional<SloImportProgress> known = progress.find(slo.name());
        Instant horizon = SloMinuteImporter.horizon(slo, clock.instant());
        Instant until = known.map(one -> one.judgedUntil(horizon)).orElse(horizon);
        return SloStatus.of(
                slo,
                standings.judge(slo, until),
                known.map(SloImportProgress::failure).orElse(null),
                alerts.firing(slo.name()),
                until);
    }
}
