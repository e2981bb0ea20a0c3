// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.ErrorBudget;
import dev.evenkeel.engine.slo.ObjectiveStatus;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.operations.slo.measurement.SloImportProgressRepository;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/// Keeps what follows from the minutes of an SLO: how its budgets stand, and its alerts.
@Component
class SloRecorder {
    private final SloEvaluator standings;
    private final BudgetHistoryRepository budgets;
    private final BurnAlertRecorder alerts;
    private final SloImportProgressRepository progress;
    private final Clock clock;

    SloRecorder(
            SloEvaluator standings,
            BudgetHistoryRepository budgets,
            BurnAlertRecorder alerts,
            SloImportProgressRepository progress,
            Clock clock) {
        this.standings = standings;
        this.budgets = budgets;
        this.alerts = alerts;
        this.progress = progress;
        this.clock = clock;
    }

    /// Judges it up to a minute, and keeps the answer.
    void judge(Slo slo, Instant until) {
        List<ObjectiveStatus> found = standings.judge(slo, until);
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

    private void keep(Slo slo, ObjectiveStatus standing, Instant until) {
        Instant hour = until.minus(1, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.HOURS);
        ErrorBudget budget = standing.budget();
        budgets.put(
                slo.name(),
                standing.objective().name(),
                new BudgetHistoryPoint(
                        hour,
                        standing.state(),
                        budget.measure().good(),
                        budget.measure().total(),
                        budget.allowed(),
                        SloStatus.number(budget.remaining()),
                        budget.measure().coverage().share()));
    }
}
