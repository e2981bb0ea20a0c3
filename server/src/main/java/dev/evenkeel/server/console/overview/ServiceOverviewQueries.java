// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.overview;

import dev.evenkeel.engine.gate.FreezeCalendar;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.foundation.catalog.ServiceCatalog;
import dev.evenkeel.server.foundation.security.people.SdkKeyService;
import dev.evenkeel.server.gates.freeze.FreezeCalendarCache;
import dev.evenkeel.server.operations.incident.IncidentService;
import dev.evenkeel.server.operations.slo.ObjectiveSummary;
import dev.evenkeel.server.operations.slo.SloOverviewQueries;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// What is known of all services. Each question takes a few queries, however many services there are.
/// Thread-safe.
@Component
final class ServiceOverviewQueries {
    private static final int MOST_INCIDENTS = 1_000;

    private final ServiceCatalog services;
    private final SloOverviewQueries slos;
    private final IncidentService incidents;
    private final FreezeCalendarCache freezes;
    private final SdkKeyService environments;

    ServiceOverviewQueries(
            ServiceCatalog services,
            SloOverviewQueries slos,
            IncidentService incidents,
            FreezeCalendarCache freezes,
            SdkKeyService environments) {
        this.services = services;
        this.slos = slos;
        this.incidents = incidents;
        this.freezes = freezes;
        this.environments = environments;
    }

    /// The catalogue, by key.
    ServiceCatalog services() {
        return services;
    }

    List<String> environments() {
        return environments.environments();
    }

    List<ObjectiveSummary> objectives(Instant now) {
        return slos.at(now);
    }

    /// Open ones, newest first.
    List<Incident> incidents() {
        return incidents.newest("", true, MOST_INCIDENTS);
    }

    FreezeCalendar freezes(Instant now) {
        return freezes.at(now);
    }
}
