// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.operations.incident.IncidentQueries.OpenIncident;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Queries for open incidents that affect changes to a service. Thread-safe.
@Component
class OpenIncidentQueries {
    private final IncidentRepository incidents;
    private final ServiceCatalogService services;

    OpenIncidentQueries(IncidentRepository incidents, ServiceCatalogService services) {
        this.incidents = incidents;
        this.services = services;
    }

    /// Returns open incidents of a service and all its dependencies, nearest first, then highest severity
    /// first.
    List<OpenIncident> listAffecting(String service) {
        ServiceGraph graph = services.graph();
        Map<String, Integer> steps = new LinkedHashMap<>(graph.dependencies(service));
        steps.put(service, 0);
        return incidents.listOpen().stream()
                .filter(incident -> steps.containsKey(incident.service()))
                .map(incident -> toOpenIncident(incident, steps.getOrDefault(incident.service(), 0)))
                .sorted(Comparator.comparingInt(OpenIncident::distance).thenComparing(OpenIncident::severity))
                .toList();
    }

    /// Returns open incidents of all services, each with distance 0.
    List<OpenIncident> listAll() {
        return incidents.listOpen().stream()
                .map(incident -> toOpenIncident(incident, 0))
                .toList();
    }

    private static OpenIncident toOpenIncident(Incident incident, int distance) {
        return new OpenIncident(
                incident.id(),
                incident.service(),
                distance,
                incident.severity().severity(),
                incident.state(),
                incident.response().confirmed(),
                incident.reviewOnly(),
                incident.title(),
                incident.openedAt());
    }
}
