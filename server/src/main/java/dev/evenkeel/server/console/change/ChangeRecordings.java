// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.change;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.console.gate.GateRow;
import dev.evenkeel.server.console.gate.GateRows;
import dev.evenkeel.server.decisions.report.ChangeStories;
import dev.evenkeel.server.decisions.report.ChangeStory;
import dev.evenkeel.server.operations.change.ChangeEvidence;
import dev.evenkeel.server.operations.change.ChangeView;
import dev.evenkeel.server.operations.change.Changes;
import dev.evenkeel.server.operations.change.EvidenceView;
import dev.evenkeel.server.operations.incident.IncidentRecords;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What is known of one change. Thread-safe.
@Component
final class ChangeRecordings {
    private static final Duration BEFORE_AND_AFTER = Duration.ofMinutes(30);

    private final ChangeStories stories;
    private final Changes changes;
    private final ChangeEvidence evidence;
    private final IncidentRecords incidents;
    private final GateRows gates;

    ChangeRecordings(
            ChangeStories stories,
            Changes changes,
            ChangeEvidence evidence,
            IncidentRecords incidents,
            GateRows gates) {
        this.stories = stories;
        this.changes = changes;
        this.evidence = evidence;
        this.incidents = incidents;
        this.gates = gates;
    }

    /// A change that others carried out, with what is known of it.
    ///
    /// @param evidence how its service was before and after; null while it runs
    record Reported(
            ChangeView change,
            List<Incident> incidents,
            @Nullable EvidenceView evidence) {}

    /// The story of a change that a flag leads, by the id of its rollout or of its assessment.
    Optional<ChangeStory> story(String id) {
        return stories.ofRollout(id).or(() -> stories.ofAssessment(id));
    }

    /// What every gate says of it now; none when it has ended.
    List<GateRow> gates(ChangeStory story) {
        return story.rollout() == null
                ? gates.ofFlag(story.environment(), story.flag(), story.service())
                : gates.of(story.rollout());
    }

    /// A reported change.
    Optional<Reported> reported(String id) {
        return changes.find(id)
                .map(found -> new Reported(
                        found,
                        incidents.linkedTo(List.of(id)),
                        found.finishedAt() == null ? null : evidence.of(id, BEFORE_AND_AFTER)));
    }
}
