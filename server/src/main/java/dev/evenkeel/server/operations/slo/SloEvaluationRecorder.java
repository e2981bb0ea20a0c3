// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.api.SloApi.BudgetHistoryPoint;
import dev.evenkeel.engine.slo.ErrorBudget;
import dev.evenkeel.engine.slo.ObjectiveStatus;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.operations.slo.measurement.SloImportProgressRepository;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/// The recorder of SLO evaluations: stores budgets and alerts.
@Component
class SloEvaluationRecorder {
    private final SloEvaluator evaluator;
    private final BudgetHistoryRepository budgets;
    private final BurnAlertRecorder alerts;
    private final SloImportProgressRepository progress;
    private final Clock clock;

    SloEvaluationRecorder(
            SloEvaluator evaluator,
            BudgetHistoryRepository budgets,
            BurnAlertRecorder alerts,
            SloImportProgressRepository progress,
            Clock clock) {
        this.evaluator = evaluator;
        this.budgets = budgets;
        this.alerts = alerts;
        this.progress = progress;
        this.clock = clock;
    }

    /// Evaluates an SLO up to a minute and stores the results.
    void evaluateAndSave(Slo slo, Instant until) {
        List<ObjectiveStatus> found = evaluator.evaluate(slo, until);
        found.forEach(objectiveStatus -> saveBudget(slo, objectiveStatus, until));
        evaluator.deleteExpiredMinutes(slo, until);
        alerts.update(slo, found, until);
    }

    /// Deletes all counts of an SLO.
    void deleteMinutes(String slo) {
        evaluator.deleteMinutes(slo);
    }

    /// Deletes the data of a deleted SLO; its budget history and alerts are kept, and firing alerts end.
    void delete(String slo) {
        evaluator.deleteMinutes(slo);
        progress.delete(slo);
        alerts.endAllBySlo(slo, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private void saveBudget(Slo slo, ObjectiveStatus objectiveStatus, Instant until) {
        Instant hour = until.minus(1, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.HOURS);
        ErrorBudget budget = objectiveStatus.budget();
        budgets.save(
                slo.name(),
                objectiveStatus.objective().name(),
                new BudgetHistoryPoint(
                        hour,
                        objectiveStatus.state(),
                        budget.measure().good(),
                        budget.measure().total(),
                        budget.allowedBadEvents(),
                        SloStatusResponses.number(budget.remaining()),
                        budget.measure().coverage().share()));
    }
}
