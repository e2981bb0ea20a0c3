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

/// Queries for the status of the newest assessment of a change, from stored values.
@Component
class AssessmentStatusQueries {
    private final AssessmentRepository assessmentRepository;
    private final IncidentHistoryQueries incidents;

    AssessmentStatusQueries(AssessmentRepository assessmentRepository, IncidentHistoryQueries incidents) {
        this.assessmentRepository = assessmentRepository;
        this.incidents = incidents;
    }

    /// Returns the status of a flag's newest assessment. Called every second: reads neither case nor result.
    ///
    /// @param service service of the change; null when unknown, so that no incident makes the assessment stale
    /// @return empty when the flag has no assessment
    Optional<RiskAssessmentStatus> findByFlag(String environment, String flag, @Nullable String service) {
        return assessmentRepository
                .findStatus(environment, flag)
                .map(riskAssessmentStatus -> service == null
                        ? riskAssessmentStatus
                        : riskAssessmentStatus.withIncident(
                                findWorseIncident(service, riskAssessmentStatus.createdAt())));
    }

    private @Nullable LaterIncident findWorseIncident(String service, Instant madeAt) {
        return incidents.listOpenedSince(service, madeAt).stream()
                .filter(Incident::isSerious)
                .map(incident ->
                        new LaterIncident(incident.id(), incident.severity().severity(), incident.openedAt()))
                .findFirst()
                .orElse(null);
    }
}
