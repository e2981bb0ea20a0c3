// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.FollowUpCriterion;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.incident.SuspectedChangeRanker;
import dev.evenkeel.engine.incident.TimelineEntry;
import dev.evenkeel.server.operations.incident.suspect.SuspectedChangeQueries;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What others ask about incidents. Thread-safe.
@Component
public class IncidentService {
    private final IncidentRepository incidents;
    private final IncidentTimelineRepository entries;
    private final SuspectedChangeQueries suspicions;
    private final OpenIncidentQueries open;
    private final FollowUpCheckResultRepository checks;

    IncidentService(
            IncidentRepository incidents,
            IncidentTimelineRepository entries,
            SuspectedChangeQueries suspicions,
            OpenIncidentQueries open,
            FollowUpCheckResultRepository checks) {
        this.incidents = incidents;
        this.entries = entries;
        this.suspicions = suspicions;
        this.open = open;
        this.checks = checks;
    }

    /// An incident that concerns whoever changes a service.
    ///
    /// @param id of the incident
    /// @param service that is hurt
    /// @param distance 0 when that is the service asked about, 1 when that one needs it directly, and so on
    /// @param severity how bad
    /// @param state OPEN or MITIGATED
    /// @param confirmed whether a person said that it is one
    /// @param asksForReview whether it was opened by a change's own rollback: it asks for a review, and
    ///     closes no gate
    /// @param title what hurts
    /// @param since when it was opened
    public record OpenIncident(
            String id,
            String service,
            int distance,
            IncidentSeverity severity,
            IncidentState state,
            boolean confirmed,
            boolean asksForReview,
            String title,
            Instant since) {}

    /// Open incidents of a service and of everything that it needs, the nearest first, of those the worst.
    public List<OpenIncident> openOn(String service) {
        return open.on(service);
    }

    /// The incident with this id, if there is one.
    public Optional<Incident> find(String id) {
        return incidents.find(id);
    }

    /// The incident with this id.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when there is none
    public Incident get(String id) {
        return find(id).orElseThrow(() -> IncidentWriter.notFound(id));
    }

    /// The incidents that one is linked to, in the order of the links.
    public List<Incident> related(Incident incident) {
        return incident.relatedIds().stream().flatMap(id -> find(id).stream()).toList();
    }

    /// Newest first.
    ///
    /// @param service only of this service; empty for all
    /// @param open only those that still concern whoever changes their service
    /// @param limit most of them
    public List<Incident> newest(String service, boolean open, int limit) {
        return incidents.newest(service, open, limit);
    }

    /// Those that were opened at an instant or later, oldest first.
    ///
    /// @param service only of this service; empty for all
    public List<Incident> since(Instant from, String service) {
        return incidents.since(from, service);
    }

    /// What happened in an incident, oldest first.
    public List<TimelineEntry> timeline(String id) {
        return entries.of(id);
    }

    /// What the checks of an incident's follow-ups found last, by number of the follow-up.
    public Map<Integer, FollowUpCriterion.Result> checks(String id) {
        return checks.of(id);
    }

    /// Changes that may lie behind an incident, the most suspicious first.
    public List<SuspectedChangeRanker.RankedChange> suspicions(Incident incident) {
        return suspicions.about(incident);
    }
}
