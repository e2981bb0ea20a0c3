// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.BurnAlert;
import dev.evenkeel.engine.slo.BurnRule;
import dev.evenkeel.engine.slo.Indicator;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.operations.slo.measurement.MinuteSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Burn alerts for those who act on them. Thread-safe.
@Component
public class BurnAlerts {
    private final BurnAlertTable alerts;
    private final KeptSlos slos;
    private final Standings standings;

    BurnAlerts(BurnAlertTable alerts, KeptSlos slos, Standings standings) {
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
                .filter(alert -> alert.opens() && alert.severity() == BurnRule.Severity.PAGE)
                .filter(alert -> slos.all().stream()
                        .filter(slo -> slo.name().equals(alert.slo()))
                        .anyMatch(slo -> burns(slo, alert, since, MinuteSource.horizon(slo, now))));
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
                                one.rule().name().equals(alert.rule()) && one.answer() == BurnAlert.Answer.FIRING);
    }

    /// The flag whose calls an SLO counts, as `environment/key`; empty when it counts something else or is gone.
    public Optional<String> findFlag(String slo) {
        return slos.all().stream()
                .filter(one -> one.name().equals(slo))
                .map(Slo::indicator)
                .filter(Indicator.Outcomes.class::isInstance)
                .map(Indicator.Outcomes.class::cast)
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
