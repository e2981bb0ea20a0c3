// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.foundation.catalog.ServiceCatalog;
import dev.evenkeel.server.operations.incident.IncidentService.OpenIncident;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Incidents that concern whoever changes a service now. Thread-safe.
@Component
class OpenIncidentQueries {
    private final IncidentRepository incidents;
    private final ServiceCatalog services;

    OpenIncidentQueries(IncidentRepository incidents, ServiceCatalog services) {
        this.incidents = incidents;
        this.services = services;
    }

    /// Open incidents of a service and of everything that it needs, the nearest first, of those the worst.
    List<OpenIncident> on(String service) {
        ServiceGraph graph = services.graph();
        Map<String, Integer> steps = new LinkedHashMap<>(graph.dependencies(service));
        steps.put(service, 0);
        return incidents.open().stream()
                .filter(incident -> steps.containsKey(incident.service()))
                .map(incident -> open(incident, steps.getOrDefault(incident.service(), 0)))
                .sorted(Comparator.comparingInt(OpenIncident::distance).thenComparing(OpenIncident::severity))
                .toList();
    }

    /// Open incidents of all services, each at no distance.
    List<OpenIncident> all() {
        return incidents.open().stream().map(incident -> open(incident, 0)).toList();
    }

    private static OpenIncident open(Incident incident, int distance) {
        return new OpenIncident(
                incident.id(),
                incident.service(),
                distance,
                incident.severity().severity(),
                incident.state(),
                incident.response().confirmed(),
                incident.asksForReview(),
                incident.title(),
                incident.openedAt());
    }
}
