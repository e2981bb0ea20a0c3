// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.BurnAlert;
import dev.evenkeel.engine.slo.BurnAlertRule;
import dev.evenkeel.engine.slo.ServiceLevelIndicator;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.operations.slo.measurement.SloMinuteImporter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Burn alerts for those who act on them. Thread-safe.
@Component
public class BurnAlertService {
    private final BurnAlertRepository alerts;
    private final SloRepository slos;
    private final SloEvaluator standings;

    BurnAlertService(BurnAlertRepository alerts, SloRepository slos, SloEvaluator standings) {
        this.alerts = alerts;
        this.slos = slos;
        this.standings = standings;
    }

    /// An alert that pages, if its budget has burned since an instant: its rule still fires now, and its short
    /// window lies after that instant. Reads the whole period of its SLO.
    ///
    /// @param id of the alert
    public Optional<SloAlert> findBurningSince(long id, Instant since, Instant now) {
        return alerts.findFiring(id)
                .filter(alert -> alert.opens() && alert.severity() == BurnAlertRule.Severity.PAGE)
                .filter(alert -> slos.all().stream()
                        .filter(slo -> slo.name().equals(alert.slo()))
                        .anyMatch(slo -> burns(slo, alert, since, SloMinuteImporter.horizon(slo, now))));
    }

    private boolean burns(Slo slo, SloAlert alert, Instant since, Instant until) {
        boolean lookedLongEnough = slo.rules().stream()
                .filter(rule -> rule.name().equals(alert.rule()))
                .anyMatch(rule -> !until.minus(rule.shortWindow()).isBefore(since));
        return lookedLongEnough
                && standings.judge(slo, until).stream()
                        .filter(standing -> standing.objective().name().equals(alert.objective()))
                        .flatMap(standing -> standing.alerts().stream())
                        .anyMatch(one ->
                                one.rule().name().equals(alert.rule()) && one.answer() == BurnAlert.State.FIRING);
    }

    /// The flag whose calls an SLO counts, as `environment/key`; empty when it counts something else or is
    /// gone.
    public Optional<String> findFlag(String slo) {
        return slos.all().stream()
                .filter(one -> one.name().equals(slo))
                .map(Slo::indicator)
                .filter(ServiceLevelIndicator.Outcomes.class::isInstance)
                .map(ServiceLevelIndicator.Outcomes.class::cast)
                .map(outcomes -> outcomes.environment() + "/" + outcomes.flag())
                .findFirst();
    }

    /// Alerts that open incidents and of which the begin or the end was not brought there yet, oldest first.
    public List<SloAlert> unheard(int limit) {
        return alerts.unheard(limit);
    }

    /// Notes what of an alert was brought into an incident: its begin, and its end when it has one. Runs in the
    /// caller's transaction, so that both are kept or neither is.
    public void heard(SloAlert alert) {
        alerts.heard(alert.id(), alert.endedAt() != null);
    }

    /// Alerts of a service that this server found by `to` and that were not over before `from`, oldest first, a
    /// thousand at most.
    public List<SloAlert> goingOn(String service, Instant from, Instant to) {
        return alerts.goingOn(service, from, to);
    }
}
