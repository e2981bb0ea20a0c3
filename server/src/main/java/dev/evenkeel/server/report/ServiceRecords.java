// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.report;

import dev.evenkeel.engine.decision.AssessmentStanding.Since;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.incident.IncidentRecords;
import dev.evenkeel.server.slo.SloView;
import dev.evenkeel.server.slo.Slos;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Records of a service that reports tell of. Thread-safe.
@Component
class ServiceRecords {
    private final IncidentRecords incidents;
    private final Slos slos;

    ServiceRecords(IncidentRecords incidents, Slos slos) {
        this.incidents = incidents;
        this.slos = slos;
    }

    /// Serious incidents that were opened from an instant to another, oldest first. Reviews of a change's own rollback
    /// are not among them.
    List<Incident> serious(String service, Instant from, Instant to) {
        return incidents.opened(service, from, to).stream()
                .filter(incident -> incident.severity().severity().isAtLeast(Since.FROM) && !incident.asksForReview())
                .toList();
    }

    List<SloView> objectives(String service) {
        return slos.ofService(service);
    }
}
