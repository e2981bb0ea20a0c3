// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.alert;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.operations.incident.IncidentRepository;
import dev.evenkeel.server.operations.incident.IncomingAlertRepository;
import dev.evenkeel.server.operations.slo.SloConsequenceProvider;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// The provider of incidents that burn alerts have opened; imports pending burn alerts first. Thread-safe.
@Component
@Order(1)
class SloCausedIncidentConsequenceProvider implements SloConsequenceProvider {
    private final BurnAlertIncidentImporter burns;
    private final IncomingAlertRepository alerts;
    private final IncidentRepository incidents;

    SloCausedIncidentConsequenceProvider(
            BurnAlertIncidentImporter burns, IncomingAlertRepository alerts, IncidentRepository incidents) {
        this.burns = burns;
        this.alerts = alerts;
        this.incidents = incidents;
    }

    @Override
    public List<String> listConsequences(List<Slo> slos) {
        burns.importNew();
        Set<String> names = slos.stream().map(Slo::name).collect(Collectors.toSet());
        return alerts.listBurningIncidents(names).stream()
                .flatMap(id -> incidents.findById(id).stream())
                .filter(incident -> incident.state().isOpen())
                .map(SloCausedIncidentConsequenceProvider::describe)
                .toList();
    }

    private static String describe(Incident incident) {
        return "Incident " + incident.id() + " (" + incident.severity().severity() + ") is " + incident.state() + ": "
                + incident.title() + ".";
    }
}
