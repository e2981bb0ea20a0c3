// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.change;

import dev.evenkeel.api.ChangeApi.ChangeResponse;
import dev.evenkeel.api.ChangeApi.ChangeSloComparisonResponse;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.console.gate.ChangeGateRowEvaluator;
import dev.evenkeel.server.console.gate.GateRow;
import dev.evenkeel.server.decisions.report.ChangeTimeline;
import dev.evenkeel.server.decisions.report.ChangeTimelineService;
import dev.evenkeel.server.operations.change.ChangeSloComparisonService;
import dev.evenkeel.server.operations.change.ReportedChangeQueries;
import dev.evenkeel.server.operations.incident.IncidentHistoryQueries;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Loads a change for its page. Thread-safe.
@Component
final class ChangePageQueries {
    private static final Duration BEFORE_AND_AFTER = Duration.ofMinutes(30);

    private final ChangeTimelineService stories;
    private final ReportedChangeQueries changes;
    private final ChangeSloComparisonService comparison;
    private final IncidentHistoryQueries incidents;
    private final ChangeGateRowEvaluator gates;

    ChangePageQueries(
            ChangeTimelineService stories,
            ReportedChangeQueries changes,
            ChangeSloComparisonService comparison,
            IncidentHistoryQueries incidents,
            ChangeGateRowEvaluator gates) {
        this.stories = stories;
        this.changes = changes;
        this.comparison = comparison;
        this.incidents = incidents;
        this.gates = gates;
    }

    /// An external change with its related data.
    ///
    /// @param evidence comparison of the service's health before and after; null while the change is running
    record ExternalChangeData(
            ChangeResponse change,
            List<Incident> incidents,
            @Nullable ChangeSloComparisonResponse evidence) {}

    /// Loads the timeline of a flag change by the id of its rollout or of its assessment.
    Optional<ChangeTimeline> findTimeline(String id) {
        return stories.findByRollout(id).or(() -> stories.findByAssessment(id));
    }

    /// Returns the current result of each gate; empty if the change has ended.
    List<GateRow> listGates(ChangeTimeline timeline) {
        return timeline.rollout() == null
                ? gates.listForFlag(timeline.environment(), timeline.flag(), timeline.service())
                : gates.listForRollout(timeline.rollout());
    }

    /// Loads an external change that another system reported.
    Optional<ExternalChangeData> findExternalChange(String id) {
        return changes.findById(id)
                .map(found -> new ExternalChangeData(
                        found,
                        incidents.listByChanges(List.of(id)),
                        found.finishedAt() == null ? null : comparison.compare(id, BEFORE_AND_AFTER)));
    }
}
