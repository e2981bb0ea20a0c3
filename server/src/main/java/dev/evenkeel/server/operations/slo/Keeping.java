// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.Budget;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.engine.slo.Standing;
import dev.evenkeel.server.operations.slo.measurement.ProgressTable;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/// Keeps what follows from the minutes of an SLO: how its budgets stand, and its alerts.
@Component
class Keeping {
    private final Standings standings;
    private final BudgetTable budgets;
    private final AlertBook alerts;
    private final ProgressTable progress;
    private final Clock clock;

    Keeping(Standings standings, BudgetTable budgets, AlertBook alerts, ProgressTable progress, Clock clock) {
        this.standings = standings;
        this.budgets = budgets;
        this.alerts = alerts;
        this.progress = progress;
        this.clock = clock;
    }

    /// Judges it up to a minute, and keeps the answer.
    void judge(Slo slo, Instant until) {
        List<Standing> found = standings.judge(slo, until);
        found.forEach(standing -> keep(slo, standing, until));
        standings.forget(slo, until);
        alerts.look(slo, found, until);
    }

    /// Forgets everything that was counted for an SLO.
    void forget(String slo) {
        standings.forget(slo);
    }

    /// Forgets an SLO that is gone; how its budgets stood and its alerts stay, and those that fire end.
    void remove(String slo) {
        standings.forget(slo);
        progress.delete(slo);
        alerts.end(slo, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private void keep(Slo slo, Standing standing, Instant until) {
        Instant hour = until.minus(1, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.HOURS);
        Budget budget = standing.budget();
        budgets.put(
                slo.name(),
                standing.objective().name(),
                new BudgetPoint(
                        hour,
                        standing.state(),
                        budget.measure().good(),
                        budget.measure().total(),
                        budget.allowed(),
                        SloView.number(budget.remaining()),
                        budget.measure().coverage().share()));
    }
}
