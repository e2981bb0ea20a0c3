// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.slo;

import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.files.openslo.OpenSloSet;
import dev.evenkeel.server.platform.ErrorCode;
import dev.evenkeel.server.platform.NotFound;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The front door of service level objectives. Every answer is judged afresh by what is stored, so that an answer never
/// outlives its data. Thread-safe.
@Component
public class Slos {
    private final ObjectTable objects;
    private final SloViews views;
    private final BudgetTable budgets;
    private final BurnAlertTable alerts;

    Slos(ObjectTable objects, SloViews views, BudgetTable budgets, BurnAlertTable alerts) {
        this.objects = objects;
        this.views = views;
        this.budgets = budgets;
        this.alerts = alerts;
    }

    /// How all stand, by name.
    public List<SloView> all() {
        return slos().stream().map(views::of).toList();
    }

    /// How those of a service stand, by name; empty when it has none.
    public List<SloView> ofService(String service) {
        return slos().stream()
                .filter(slo -> slo.service().equals(service))
                .map(views::of)
                .toList();
    }

    /// How the SLO of that name stands, if there is one.
    public Optional<SloView> find(String name) {
        return slos().stream()
                .filter(slo -> slo.name().equals(name))
                .findFirst()
                .map(views::of);
    }

    /// How the SLO of that name stands.
    public SloView get(String name) {
        return find(name)
                .orElseThrow(() -> new NotFound(
                        ErrorCode.SLO_NOT_FOUND,
                        "There is no SLO " + name + ".",
                        "GET /api/v1/slos lists all of them."));
    }

    /// How an objective stood, hour by hour, oldest first; also of an SLO that is gone.
    public List<BudgetPoint> history(String name, String objective, Instant since) {
        return budgets.since(name, objective, since);
    }

    /// Alerts of an SLO, newest first; also of one that is gone.
    public List<SloAlert> alerts(String name, int limit) {
        return alerts.newest(name, limit);
    }

    /// Alerts of all SLOs that fire, oldest first, a thousand at most.
    public List<SloAlert> firing() {
        return alerts.firing();
    }

    /// What is kept.
    List<Slo> slos() {
        return new OpenSloSet(objects.all()).slos();
    }
}
