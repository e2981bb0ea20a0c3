// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.overview;

import dev.evenkeel.engine.gate.FreezeCalendar;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.foundation.security.identity.SdkKeyService;
import dev.evenkeel.server.gates.freeze.FreezeCalendarCache;
import dev.evenkeel.server.operations.incident.IncidentQueries;
import dev.evenkeel.server.operations.slo.ObjectiveSummary;
import dev.evenkeel.server.operations.slo.SloOverviewQueries;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Loads the data of all services for the overview. Each method takes a few queries, independent of the number
/// of services. Thread-safe.
@Component
final class ServiceOverviewQueries {
    private static final int MOST_INCIDENTS = 1_000;

    private final ServiceCatalogService services;
    private final SloOverviewQueries slos;
    private final IncidentQueries incidents;
    private final FreezeCalendarCache freezes;
    private final SdkKeyService environments;

    ServiceOverviewQueries(
            ServiceCatalogService services,
            SloOverviewQueries slos,
            IncidentQueries incidents,
            FreezeCalendarCache freezes,
            SdkKeyService environments) {
        this.services = services;
        this.slos = slos;
        this.incidents = incidents;
        this.freezes = freezes;
        this.environments = environments;
    }

    /// Returns the service catalogue, by key.
    ServiceCatalogService getCatalog() {
        return services;
    }

    List<String> listEnvironments() {
        return environments.listEnvironments();
    }

    List<ObjectiveSummary> listObjectives(Instant now) {
        return slos.listSummaries(now);
    }

    /// Returns open incidents, newest first.
    List<Incident> listOpenIncidents() {
        return incidents.listNewest("", true, MOST_INCIDENTS);
    }

    FreezeCalendar getFreezeCalendar(Instant now) {
        return freezes.getCalendar(now);
    }
}
