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

/// Queries for incidents, for other packages. Thread-safe.
@Component
public class IncidentQueries {
    private final IncidentRepository incidents;
    private final IncidentTimelineRepository entries;
    private final SuspectedChangeQueries suspectedChanges;
    private final OpenIncidentQueries open;
    private final FollowUpCheckResultRepository followUpChecks;

    IncidentQueries(
            IncidentRepository incidents,
            IncidentTimelineRepository entries,
            SuspectedChangeQueries suspicions,
            OpenIncidentQueries open,
            FollowUpCheckResultRepository checks) {
        this.incidents = incidents;
        this.entries = entries;
        this.suspectedChanges = suspicions;
        this.open = open;
        this.followUpChecks = checks;
    }

    /// An open or mitigated incident that affects changes to a service.
    ///
    /// @param id id of the incident
    /// @param service affected service
    /// @param distance 0 if that is the requested service, 1 for a direct dependency of it, and so on
    /// @param severity severity of the incident
    /// @param state OPEN or MITIGATED
    /// @param confirmed whether a user has confirmed the incident
    /// @param reviewOnly whether it was opened by a change's own rollback: it needs a review and closes no gate
    /// @param title title of the incident
    /// @param since when it was opened
    public record OpenIncident(
            String id,
            String service,
            int distance,
            IncidentSeverity severity,
            IncidentState state,
            boolean confirmed,
            boolean reviewOnly,
            String title,
            Instant since) {}

    /// Returns open incidents of a service and all its dependencies, nearest first, then highest severity
    /// first.
    public List<OpenIncident> listOpenAffecting(String service) {
        return open.listAffecting(service);
    }

    public Optional<Incident> findById(String id) {
        return incidents.findById(id);
    }

    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException if the incident does not exist
    public Incident get(String id) {
        return findById(id).orElseThrow(() -> IncidentWriter.notFound(id));
    }

    /// Returns related incidents, in the order of the links.
    public List<Incident> listRelated(Incident incident) {
        return incident.relatedIds().stream()
                .flatMap(id -> findById(id).stream())
                .toList();
    }

    /// Returns incidents, newest first.
    ///
    /// @param service only of this service; empty for all services
    /// @param open only open or mitigated ones
    /// @param limit maximum number of results
    public List<Incident> listNewest(String service, boolean open, int limit) {
        return incidents.listNewest(service, open, limit);
    }

    /// Returns incidents opened at an instant or later, oldest first.
    ///
    /// @param service only of this service; empty for all services
    public List<Incident> listSince(Instant from, String service) {
        return incidents.listSince(from, service);
    }

    /// Returns the timeline of an incident, oldest first.
    public List<TimelineEntry> listTimeline(String id) {
        return entries.listByIncident(id);
    }

    /// Returns the latest results of an incident's follow-up checks, by follow-up number.
    public Map<Integer, FollowUpCriterion.Result> followUpChecks(String id) {
        return followUpChecks.listByIncident(id);
    }

    /// Returns changes that may have caused an incident, most suspicious first.
    public List<SuspectedChangeRanker.RankedChange> suspectedChanges(Incident incident) {
        return suspectedChanges.rankFor(incident);
    }
}
