// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.change;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.console.gate.GateRow;
import dev.evenkeel.server.console.gate.GateRowQueries;
import dev.evenkeel.server.decisions.report.ChangeTimeline;
import dev.evenkeel.server.decisions.report.ChangeTimelineService;
import dev.evenkeel.server.operations.change.ChangeEvidenceResponse;
import dev.evenkeel.server.operations.change.ChangeEvidenceService;
import dev.evenkeel.server.operations.change.ChangeResponse;
import dev.evenkeel.server.operations.change.ChangeService;
import dev.evenkeel.server.operations.incident.IncidentHistoryQueries;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What is known of one change. Thread-safe.
@Component
final class ChangePageQueries {
    private static final Duration BEFORE_AND_AFTER = Duration.ofMinutes(30);

    private final ChangeTimelineService stories;
    private final ChangeService changes;
    private final ChangeEvidenceService evidence;
    private final IncidentHistoryQueries incidents;
    private final GateRowQueries gates;

    ChangePageQueries(
            ChangeTimelineService stories,
            ChangeService changes,
            ChangeEvidenceService evidence,
            IncidentHistoryQueries incidents,
            GateRowQueries gates) {
        this.stories = stories;
        this.changes = changes;
        this.evidence = evidence;
        this.incidents = incidents;
        this.gates = gates;
    }

    /// A change that others carried out, with what is known of it.
    ///
    /// @param evidence how its service was before and after; null while it runs
    record ExternalChangeData(
            ChangeResponse change,
            List<Incident> incidents,
            @Nullable ChangeEvidenceResponse evidence) {}

    /// The story of a change that a flag leads, by the id of its rollout or of its assessment.
    Optional<ChangeTimeline> story(String id) {
        return stories.ofRollout(id).or(() -> stories.ofAssessment(id));
    }

    /// What every gate says of it now; none when it has ended.
    List<GateRow> gates(ChangeTimeline story) {
        return story.rollout() == null
                ? gates.ofFlag(story.environment(), story.flag(), story.service())
                : gates.of(story.rollout());
    }

    /// A reported change.
    Optional<ExternalChangeData> reported(String id) {
        return changes.find(id)
                .map(found -> new ExternalChangeData(
                        found,
                        incidents.linkedTo(List.of(id)),
                        found.finishedAt() == null ? null : evidence.of(id, BEFORE_AND_AFTER)));
    }
}
