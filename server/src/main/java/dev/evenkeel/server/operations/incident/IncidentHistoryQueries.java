// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.Incident;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What was recorded of alerts and incidents, for those who ask what was noticed when. Thread-safe.
@Component
public class IncidentHistoryQueries {
    private final IncomingAlertRepository alerts;
    private final IncidentRepository incidents;

    IncidentHistoryQueries(IncomingAlertRepository alerts, IncidentRepository incidents) {
        this.alerts = alerts;
        this.incidents = incidents;
    }

    /// An alert that an Alertmanager told.
    ///
    /// @param name its fingerprint
    /// @param incident that it belongs to; null for none
    /// @param startsAt when it began to fire, by the clock of the Prometheus
    /// @param receivedAt when this server first heard of it
    /// @param endedAt when it ended; null while it fires
    /// @param words what it said last
    public record ReceivedAlert(
            String name,
            @Nullable String incident,
            Instant startsAt,
            Instant receivedAt,
            @Nullable Instant endedAt,
            String words) {}

    /// Alerts of a service that were heard of by `to` and were not over before `from`, oldest first, a thousand
    /// at most.
    public List<ReceivedAlert> told(String service, Instant from, Instant to) {
        return alerts.told(service, from, to);
    }

    /// An alert of an incident that fires.
    ///
    /// @param name of the alert, with its severity
    /// @param since when it began to fire
    public record FiringAlert(String name, Instant since) {}

    /// Alerts of an incident that fire, oldest first.
    public List<FiringAlert> firingAlerts(String id) {
        return alerts.firingOf(id);
    }

    /// Incidents that have follow-ups, oldest first.
    public List<Incident> withFollowUps() {
        return incidents.withFollowUps();
    }

    /// Incidents that are linked to some changes, reported ones or rollouts, by their ids; oldest first.
    public List<Incident> linkedTo(Collection<String> changes) {
        return incidents.linkedTo(
                changes.stream().flatMap(IncidentChangeHarmSource::names).toList());
    }

    /// An incident that was reviewed.
    ///
    /// @param at when that was
    public record ReviewedIncident(Incident incident, Instant at) {}

    /// Incidents that were reviewed from an instant to another, oldest first.
    public List<ReviewedIncident> reviewed(Instant from, Instant to) {
        return incidents.reviewed(from, to);
    }

    /// Incidents of a service that were opened after an instant, oldest first.
    public List<Incident> openedSince(String service, Instant after) {
        return incidents.since(after, service).stream()
                .filter(incident -> incident.openedAt().isAfter(after))
                .toList();
    }

    /// Incidents of a service, or of all when it is empty, that were opened from an instant to another, oldest
    /// first.
    public List<Incident> opened(String service, Instant from, Instant to) {
        return incidents.since(from, service).stream()
                .filter(incident -> !incident.openedAt().isAfter(to))
                .toList();
    }
}
