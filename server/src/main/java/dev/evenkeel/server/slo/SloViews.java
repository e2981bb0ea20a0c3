// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.slo;

import dev.evenkeel.engine.slo.Slo;
import java.time.Clock;
import java.time.Instant;
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

    /// How it stands, from one snapshot of what is stored.
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public SloView of(Slo slo) {
        Instant until = MinuteSource.horizon(slo, clock.instant());
        return SloView.of(
                slo,
                standings.judge(slo, until),
                progress.find(slo.name()).map(Progress::failure).orElse(null),
                alerts.firing(slo.name()),
                until);
    }
}
