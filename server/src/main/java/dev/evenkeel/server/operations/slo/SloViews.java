// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.operations.slo.measurement.MinuteSource;
import dev.evenkeel.server.operations.slo.measurement.Progress;
import dev.evenkeel.server.operations.slo.measurement.ProgressTable;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/// Says how an SLO stands now.
@Component
class SloViews {
    private final Standings standings;
    private final ProgressTable progress;
    private final BurnAlertTable alerts;
    private final Clock clock;

    SloViews(Standings standings, ProgressTable progress, BurnAlertTable alerts, Clock clock) {
        this.standings = standings;
        this.progress = progress;
        this.alerts = alerts;
        this.clock = clock;
    }

    /// How it stands, from one snapshot of what is stored: up to the minute before the last one
    /// while that is not taken in yet.
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public SloView of(Slo slo) {
        Optional<Progress> known = progress.find(slo.name());
        Instant horizon = MinuteSource.horizon(slo, clock.instant());
        Instant until = known.map(one -> one.judgedUntil(horizon)).orElse(horizon);
        return SloView.of(
                slo,
                standings.judge(slo, until),
                known.map(Progress::failure).orElse(null),
                alerts.firing(slo.name()),
                until);
    }
}
