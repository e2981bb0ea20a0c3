// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.BurnAlertEvaluation;
import dev.evenkeel.engine.slo.BurnAlertRule;
import dev.evenkeel.engine.slo.ServiceLevelIndicator;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.operations.slo.measurement.SloMinuteImporter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Queries and import state of burn alerts, for other packages. Thread-safe.
@Component
public class BurnAlertQueries {
    private final BurnAlertRepository alerts;
    private final SloCatalog slos;
    private final SloEvaluator evaluator;

    BurnAlertQueries(BurnAlertRepository alerts, SloCatalog slos, SloEvaluator evaluator) {
        this.alerts = alerts;
        this.slos = slos;
        this.evaluator = evaluator;
    }

    /// Finds a paging alert whose budget has burned since an instant: its rule still fires and its short window
    /// starts after that instant. Reads the whole period of its SLO.
    ///
    /// @param id id of the alert
    public Optional<SloAlert> findBurningSince(long id, Instant since, Instant now) {
        return alerts.findFiring(id)
                .filter(alert -> alert.opensIncident() && alert.severity() == BurnAlertRule.Severity.PAGE)
                .filter(alert -> slos.listAll().stream()
                        .filter(slo -> slo.name().equals(alert.slo()))
                        .anyMatch(slo -> isBurning(slo, alert, since, SloMinuteImporter.horizon(slo, now))));
    }

    private boolean isBurning(Slo slo, SloAlert alert, Instant since, Instant until) {
        boolean lookedLongEnough = slo.rules().stream()
                .filter(rule -> rule.name().equals(alert.rule()))
                .anyMatch(rule -> !until.minus(rule.shortWindow()).isBefore(since));
        return lookedLongEnough
                && evaluator.evaluate(slo, until).stream()
                        .filter(objectiveStatus ->
                                objectiveStatus.objective().name().equals(alert.objective()))
                        .flatMap(objectiveStatus -> objectiveStatus.alerts().stream())
                        .anyMatch(one -> one.rule().name().equals(alert.rule())
                                && one.state() == BurnAlertEvaluation.State.FIRING);
    }

    /// Returns the flag whose calls an SLO counts, as `environment/key`; empty when it counts something else or
    /// was deleted.
    public Optional<String> findFlag(String slo) {
        return slos.listAll().stream()
                .filter(one -> one.name().equals(slo))
                .map(Slo::indicator)
                .filter(ServiceLevelIndicator.FlagOutcomesIndicator.class::isInstance)
                .map(ServiceLevelIndicator.FlagOutcomesIndicator.class::cast)
                .map(outcomes -> outcomes.environment() + "/" + outcomes.flag())
                .findFirst();
    }

    /// Returns alerts that open incidents and whose start or end has not been imported into incidents, oldest
    /// first.
    public List<SloAlert> listNotImported(int limit) {
        return alerts.listNotImported(limit);
    }

    /// Marks the start of an alert, and its end if it has ended, as imported into an incident. Runs in the
    /// caller's transaction, so the mark and the import commit together.
    public void markImported(SloAlert alert) {
        alerts.markImported(alert.id(), alert.endedAt() != null);
    }

    /// Returns alerts of a service that this server detected at `to` or before and that had not ended before
    /// `from`, oldest first, at most 1,000.
    public List<SloAlert> listActiveBetween(String service, Instant from, Instant to) {
        return alerts.listActiveBetween(service, from, to);
    }
}
