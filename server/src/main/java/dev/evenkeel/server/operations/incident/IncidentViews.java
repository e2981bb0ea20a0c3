// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.TimelineEntry;
import java.util.List;
import org.springframework.stereotype.Component;

/// Makes what the HTTP API shows of one incident. Thread-safe.
@Component
public class IncidentViews {
    private final Incidents incidents;
    private final IncidentRecords records;

    IncidentViews(Incidents incidents, IncidentRecords records) {
        this.incidents = incidents;
        this.records = records;
    }

    /// All there is to show.
    public IncidentView.Whole whole(Incident incident) {
        List<TimelineEntry> timeline = incidents.timeline(incident.id());
        return new IncidentView.Whole(
                IncidentView.of(incident),
                IncidentView.Next.of(incident),
                IncidentView.FirstStep.of(incident, timeline),
                incidents.suspicions(incident).stream()
                        .map(IncidentView.Suspicion::of)
                        .toList(),
                incidents.checks(incident.id()).entrySet().stream()
                        .map(entry -> IncidentView.Checked.of(entry.getKey(), entry.getValue()))
                        .toList(),
                incidents.related(incident).stream()
                        .map(IncidentView.Related::of)
                        .toList(),
                records.firingAlerts(incident.id()),
                timeline);
    }
}
