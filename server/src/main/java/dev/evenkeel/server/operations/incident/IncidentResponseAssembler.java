// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.TimelineEntry;
import java.util.List;
import org.springframework.stereotype.Component;

/// Makes what the HTTP API shows of one incident. Thread-safe.
@Component
public class IncidentResponseAssembler {
    private final IncidentService incidents;
    private final IncidentHistoryQueries records;

    IncidentResponseAssembler(IncidentService incidents, IncidentHistoryQueries records) {
        this.incidents = incidents;
        this.records = records;
    }

    /// All there is to show.
    public IncidentResponse.IncidentDetailsResponse whole(Incident incident) {
        List<TimelineEntry> timeline = incidents.timeline(incident.id());
        return new IncidentResponse.IncidentDetailsResponse(
                IncidentResponse.of(incident),
                IncidentResponse.NextStateResponse.of(incident),
                IncidentResponse.FirstStepResponse.of(incident, timeline),
                incidents.suspicions(incident).stream()
                        .map(IncidentResponse.SuspectedChangeResponse::of)
                        .toList(),
                incidents.checks(incident.id()).entrySet().stream()
                        .map(entry -> IncidentResponse.FollowUpCheckResponse.of(entry.getKey(), entry.getValue()))
                        .toList(),
                incidents.related(incident).stream()
                        .map(IncidentResponse.RelatedIncidentResponse::of)
                        .toList(),
                records.firingAlerts(incident.id()),
                timeline);
    }
}
