// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.api.SloApi.SloStatusResponse;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.operations.change.ReportedChangeQueries;
import dev.evenkeel.server.operations.incident.IncidentHistoryQueries;
import dev.evenkeel.server.operations.slo.SloQueries;
import dev.evenkeel.server.operations.slo.history.SloWeek;
import dev.evenkeel.server.operations.slo.history.SloWeekArchiveService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Queries for the records of a service, for reports.
@Component
class ServiceRecordQueries {
    private final IncidentHistoryQueries incidents;
    private final SloQueries slos;
    private final SloWeekArchiveService weeks;
    private final ReportedChangeQueries changes;
    private final ServiceCatalogService services;

    ServiceRecordQueries(
            IncidentHistoryQueries incidents,
            SloQueries slos,
            SloWeekArchiveService weeks,
            ReportedChangeQueries changes,
            ServiceCatalogService services) {
        this.incidents = incidents;
        this.slos = slos;
        this.weeks = weeks;
        this.changes = changes;
        this.services = services;
    }

    /// Returns the service of a flag; null when unknown.
    @Nullable
    Service findServiceByFlag(String environment, String flag) {
        return services.findByFlag(environment, flag).orElse(null);
    }

    /// Returns the serious incidents that were opened in a period, oldest first, without reviews of a change's
    /// own rollback.
    List<Incident> listSeriousIncidents(String service, Instant from, Instant to) {
        return incidents.listOpened(service, from, to).stream()
                .filter(Incident::isSerious)
                .toList();
    }

    /// Returns all recorded incidents, oldest first.
    List<Incident> listIncidents(String service, Instant now) {
        return incidents.listOpened(service, Instant.EPOCH, now);
    }

    /// Returns the incidents linked to the given changes, oldest first.
    List<Incident> listIncidentsByChanges(List<String> changes) {
        return changes.isEmpty() ? List.of() : incidents.listByChanges(changes);
    }

    /// Returns the weekly counts of the service's event-based SLOs, by name.
    Map<String, List<SloWeek>> listWeeksByService(String service) {
        return weeks.listByService(service);
    }

    /// Returns the weekly counts of SLOs of any service, by name.
    Map<String, List<SloWeek>> listWeeksBySlo(List<String> slos) {
        return weeks.listByNames(slos);
    }

    /// Returns the number of changes of the service that ended in a period.
    int countChanges(String service, Instant from, Instant to) {
        return (int) changes.listBetween(from, to).stream()
                .filter(changeWithRollbackVerdict ->
                        service.equals(changeWithRollbackVerdict.change().service()))
                .count();
    }

    List<SloStatusResponse> listObjectives(String service) {
        return slos.listByService(service);
    }
}
