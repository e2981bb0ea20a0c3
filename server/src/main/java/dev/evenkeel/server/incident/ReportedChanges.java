// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.incident;

import dev.evenkeel.engine.change.Change;
import dev.evenkeel.engine.change.ChangeKind;
import dev.evenkeel.engine.incident.CandidateChange;
import dev.evenkeel.server.change.Changes;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Changes that pipelines and code hosts told of, as candidates.
@Component
class ReportedChanges implements ChangeSource {
    private static final String PREFIX = "change:";

    private final Changes changes;

    ReportedChanges(Changes changes) {
        this.changes = changes;
    }

    /// The name of a reported change among those that an incident may be linked to.
    static String name(String id) {
        return PREFIX + id;
    }

    @Override
    public List<CandidateChange> changes(Question question) {
        return changes.between(question.from(), question.to()).stream()
                .flatMap(told -> candidate(told, question))
                .toList();
    }

    private static Stream<CandidateChange> candidate(Changes.Told told, Question question) {
        Change change = told.change();
        Integer steps = question.steps().get(change.service());
        Instant at = Objects.requireNonNullElse(change.finishedAt(), change.startedAt());
        if (steps == null || at.isBefore(question.from()) || at.isAfter(question.to())) {
            return Stream.empty();
        }
        return Stream.of(new CandidateChange(
                name(change.id()),
                kind(change.kind()),
                change.service(),
                steps,
                at,
                told.verdict().outcome().isFailure(),
                null,
                "change " + change.id() + (told.title().isEmpty() ? "" : ", " + told.title() + ",") + " in "
                        + change.environment() + " is " + change.status()));
    }

    private static CandidateChange.Kind kind(ChangeKind kind) {
        return switch (kind) {
            case CODE -> CandidateChange.Kind.DEPLOYMENT;
            case CONFIG -> CandidateChange.Kind.CONFIGURATION;
            case SCHEMA -> CandidateChange.Kind.SCHEMA;
            case INFRASTRUCTURE -> CandidateChange.Kind.INFRASTRUCTURE;
        };
    }
}
