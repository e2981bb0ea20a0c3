// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.foundation.catalog.ServiceCatalog;
import dev.evenkeel.server.operations.change.ChangeService;
import dev.evenkeel.server.operations.incident.IncidentHistoryQueries;
import dev.evenkeel.server.operations.slo.SloService;
import dev.evenkeel.server.operations.slo.SloStatus;
import dev.evenkeel.server.operations.slo.history.SloWeek;
import dev.evenkeel.server.operations.slo.history.SloWeekService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Records of a service that reports tell of. Thread-safe.
@Component
class ServiceRecordQueries {
    private final IncidentHistoryQueries incidents;
    private final SloService slos;
    private final SloWeekService weeks;
    private final ChangeService changes;
    private final ServiceCatalog services;

    ServiceRecordQueries(
            IncidentHistoryQueries incidents,
            SloService slos,
            SloWeekService weeks,
            ChangeService changes,
            ServiceCatalog services) {
        this.incidents = incidents;
        this.slos = slos;
        this.weeks = weeks;
        this.changes = changes;
        this.services = services;
    }

    /// The service that a flag is of; null when nobody has said.
    @Nullable
    Service ofFlag(String environment, String flag) {
        return services.ofFlag(environment, flag).orElse(null);
    }

    /// Serious incidents that were opened from an instant to another, oldest first. Reviews of a change's own
    /// rollback are not among them.
    List<Incident> serious(String service, Instant from, Instant to) {
        return incidents.opened(service, from, to).stream()
                .filter(Incident::isSerious)
                .toList();
    }

    /// All incidents that are recorded, oldest first.
    List<Incident> all(String service, Instant now) {
        return incidents.opened(service, Instant.EPOCH, now);
    }

    /// Incidents that are linked to some changes, oldest first.
    List<Incident> linkedTo(List<String> changes) {
        return changes.isEmpty() ? List.of() : incidents.linkedTo(changes);
    }

    /// Weeks of the SLOs that count events, by name.
    Map<String, List<SloWeek>> weeks(String service) {
        return weeks.ofService(service);
    }

    /// Weeks of SLOs, whosever they are, by name.
    Map<String, List<SloWeek>> named(List<String> slos) {
        return weeks.named(slos);
    }

    /// How many changes of the service ended from an instant to another.
    int changes(String service, Instant from, Instant to) {
        return (int) changes.between(from, to).stream()
                .filter(told -> service.equals(told.change().service()))
                .count();
    }

    List<SloStatus> objectives(String service) {
        return slos.ofService(service);
    }
}
