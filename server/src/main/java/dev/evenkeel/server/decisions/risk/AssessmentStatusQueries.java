// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.engine.decision.RiskAssessmentStatus;
import dev.evenkeel.engine.decision.RiskAssessmentStatus.LaterIncident;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.operations.incident.IncidentHistoryQueries;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How changes stand to their newest assessments, from what is stored. Thread-safe.
@Component
class AssessmentStatusQueries {
    private final AssessmentRepository table;
    private final IncidentHistoryQueries incidents;

    AssessmentStatusQueries(AssessmentRepository table, IncidentHistoryQueries incidents) {
        this.table = table;
        this.incidents = incidents;
    }

    /// How a flag's change stands. Asked every second: reads no case and no result.
    ///
    /// @param service whose change it is; null when nobody has said, so that no incident can make it stale
    /// @return empty when it was never assessed
    Optional<RiskAssessmentStatus> find(String environment, String flag, @Nullable String service) {
        return table.standingOf(environment, flag)
                .map(standing -> service == null ? standing : standing.after(worse(service, standing.madeAt())));
    }

    private @Nullable LaterIncident worse(String service, Instant madeAt) {
        return incidents.openedSince(service, madeAt).stream()
                .filter(Incident::isSerious)
                .map(incident ->
                        new LaterIncident(incident.id(), incident.severity().severity(), incident.openedAt()))
                .findFirst()
                .orElse(null);
    }
}
