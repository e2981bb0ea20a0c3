// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.slo;

import dev.evenkeel.engine.slo.Indicator;
import dev.evenkeel.engine.slo.Slo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Burn alerts for those who act on them. Thread-safe.
@Component
public class BurnAlerts {
    private final BurnAlertTable alerts;
    private final KeptSlos slos;

    BurnAlerts(BurnAlertTable alerts, KeptSlos slos) {
        this.alerts = alerts;
        this.slos = slos;
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
