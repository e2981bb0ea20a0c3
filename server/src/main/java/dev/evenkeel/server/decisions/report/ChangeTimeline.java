// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

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

/// What is recorded of the change that a flag leads, from its assessment to its result.
///
/// @param service whose change it is; null when nobody has said
/// @param made the assessment that counted when it began; null when its risk was not assessed
/// @param rollout the one that is told of; null while none was started
/// @param attempts rollouts since the assessment, the one that is told of last
/// @param plan how the flag's change is taken back, as it stands now; null without a plan
/// @param drills of that, oldest first
/// @param forecasts made with the decision and of the rollouts' steps, oldest first
/// @param incidents linked to the rollouts, oldest first
/// @param deeds what was done about it, oldest first
/// @param lessons oldest first
public record ChangeTimeline(
        String environment,
        String flag,
        @Nullable String service,
        @Nullable Assessment made,
        @Nullable Rollout rollout,
        List<Attempt> attempts,
        @Nullable RollbackPlanStatus plan,
        List<DrillHistoryQueries.DrillSummary> drills,
        List<StoredForecast> forecasts,
        List<Incident> incidents,
        List<AuditEntry> deeds,
        List<Lesson> lessons) {

    /// A rollout with what was decided about it, oldest first.
    public record Attempt(Rollout rollout, List<RolloutDecision> decisions) {}
}
