// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.api.ReportApi.Lesson;
import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.decisions.forecast.StoredForecast;
import dev.evenkeel.server.decisions.risk.Assessment;
import dev.evenkeel.server.rollouts.drill.DrillHistoryQueries;
import dev.evenkeel.server.rollouts.drill.RollbackPlanStatus;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The recorded history of a flag's change, from its assessment to its result.
///
/// @param service service of the change; null when unknown
/// @param assessment the newest assessment when the change began; null without one
/// @param rollout the rollout that the timeline describes; null before the first
/// @param attempts rollouts since the assessment, the described one last
/// @param plan current rollback plan of the flag; null without a plan
/// @param drills drills of the flag's rollback plan, oldest first
/// @param forecasts forecasts made with the decision and of the rollouts' steps, oldest first
/// @param incidents incidents linked to the rollouts, oldest first
/// @param auditEntries audit entries, oldest first
/// @param lessons lessons of the change, oldest first
public record ChangeTimeline(
        String environment,
        String flag,
        @Nullable String service,
        @Nullable Assessment assessment,
        @Nullable Rollout rollout,
        List<Attempt> attempts,
        @Nullable RollbackPlanStatus plan,
        List<DrillHistoryQueries.DrillHistoryEntry> drills,
        List<StoredForecast> forecasts,
        List<Incident> incidents,
        List<AuditEntry> auditEntries,
        List<Lesson> lessons) {

    /// A rollout and its decisions, oldest first.
    public record Attempt(Rollout rollout, List<RolloutDecision> decisions) {}
}
