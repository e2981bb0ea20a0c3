// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.api.IncidentApi.FiringAlertResponse;
import dev.evenkeel.engine.incident.Incident;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Queries for the history of alerts and incidents, for analyses of detection. Thread-safe.
@Component
public class IncidentHistoryQueries {
    private final IncomingAlertRepository alerts;
    private final IncidentRepository incidents;

    IncidentHistoryQueries(IncomingAlertRepository alerts, IncidentRepository incidents) {
        this.alerts = alerts;
        this.incidents = incidents;
    }

    /// An alert received from Alertmanager.
    ///
    /// @param name fingerprint of the alert
    /// @param incident id of the incident that the alert belongs to; null for none
    /// @param startsAt when it started to fire, by the clock of Prometheus
    /// @param receivedAt when this server first received it
    /// @param endedAt when it ended; null while it fires
    /// @param text text of the latest notification
    public record ReceivedAlert(
            String name,
            @Nullable String incident,
            Instant startsAt,
            Instant receivedAt,
            @Nullable Instant endedAt,
            String text) {}

    /// Returns alerts of a service that were received at `to` or before and had not ended before `from`, oldest
    /// first, at most 1,000.
    public List<ReceivedAlert> listReceivedAlerts(String service, Instant from, Instant to) {
        return alerts.listReceived(service, from, to);
    }

    /// Returns firing alerts of an incident, oldest first.
    public List<FiringAlertResponse> listFiringAlerts(String id) {
        return alerts.listFiringByIncident(id);
    }

    /// Returns incidents with follow-ups, oldest first.
    public List<Incident> listWithFollowUps() {
        return incidents.listWithFollowUps();
    }

    /// Returns incidents linked to any of the changes (ids of reported changes or rollouts), oldest first.
    public List<Incident> listByChanges(Collection<String> changes) {
        return incidents.listByChanges(
                changes.stream().flatMap(IncidentChangeHarmSource::linkedNames).toList());
    }

    /// A reviewed incident.
    ///
    /// @param at time of the review
    public record ReviewedIncident(Incident incident, Instant at) {}

    /// Returns incidents that were reviewed in a period, oldest first.
    public List<ReviewedIncident> listReviewed(Instant from, Instant to) {
        return incidents.listReviewed(from, to);
    }

    /// Returns incidents of a service that were opened after an instant, oldest first.
    public List<Incident> listOpenedSince(String service, Instant after) {
        return incidents.listSince(after, service).stream()
                .filter(incident -> incident.openedAt().isAfter(after))
                .toList();
    }

    /// Returns incidents that were opened in a period, of one service or, if it is empty, of all services;
    /// oldest first.
    public List<Incident> listOpened(String service, Instant from, Instant to) {
        return incidents.listSince(from, service).stream()
                .filter(incident -> !incident.openedAt().isAfter(to))
                .toList();
    }
}
