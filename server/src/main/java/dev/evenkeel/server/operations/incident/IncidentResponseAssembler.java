// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.TimelineEntry;
import java.util.List;
import org.springframework.stereotype.Component;

/// The assembler of the detailed HTTP response of an incident. Thread-safe.
@Component
public class IncidentResponseAssembler {
    private final IncidentQueries incidents;
    private final IncidentHistoryQueries history;

    IncidentResponseAssembler(IncidentQueries incidents, IncidentHistoryQueries history) {
        this.incidents = incidents;
        this.history = history;
    }

    /// Returns the incident with all details.
    public IncidentResponse.IncidentDetailsResponse toDetails(Incident incident) {
        List<TimelineEntry> timeline = incidents.listTimeline(incident.id());
        return new IncidentResponse.IncidentDetailsResponse(
                IncidentResponse.of(incident),
                IncidentResponse.NextStateRequirementsResponse.of(incident),
                IncidentResponse.FirstStepResponse.listOf(incident, timeline),
                incidents.suspectedChanges(incident).stream()
                        .map(IncidentResponse.SuspectedChangeResponse::of)
                        .toList(),
                incidents.followUpChecks(incident.id()).entrySet().stream()
                        .map(entry -> IncidentResponse.FollowUpCheckResponse.of(entry.getKey(), entry.getValue()))
                        .toList(),
                incidents.listRelated(incident).stream()
                        .map(IncidentResponse.RelatedIncidentResponse::of)
                        .toList(),
                history.listFiringAlerts(incident.id()),
                timeline);
    }
}
