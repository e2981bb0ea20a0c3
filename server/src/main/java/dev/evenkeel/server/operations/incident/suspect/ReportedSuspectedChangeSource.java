// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.suspect;

import dev.evenkeel.engine.change.Change;
import dev.evenkeel.engine.change.ChangeKind;
import dev.evenkeel.engine.change.ChangeStatus;
import dev.evenkeel.engine.incident.SuspectedChange;
import dev.evenkeel.server.operations.change.ReportedChangeQueries;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Suspected changes from reports by pipelines and code hosts.
@Component
class ReportedSuspectedChangeSource implements SuspectedChangeSource {
    private final ReportedChangeQueries changes;

    ReportedSuspectedChangeSource(ReportedChangeQueries changes) {
        this.changes = changes;
    }

    @Override
    public List<SuspectedChange> listChanges(SuspectedChangeQuery question) {
        return changes.listBetween(question.from(), question.to()).stream()
                .flatMap(told -> candidate(told, question))
                .toList();
    }

    private static Stream<SuspectedChange> candidate(
            ReportedChangeQueries.ChangeWithRollbackVerdict told, SuspectedChangeQuery question) {
        Change change = told.change();
        Instant at = effectiveAt(change, question);
        if (at.isBefore(question.from()) || at.isAfter(question.to())) {
            return Stream.empty();
        }
        return question.findDistance(change.service()).stream()
                .map(place -> new SuspectedChange(
                        ChangeReferenceFormatter.ofChange(change.id()),
                        kind(change.kind()),
                        place.service(),
                        place.distance(),
                        at,
                        undoneAt(told),
                        told.verdict().outcome().isFailure(),
                        null,
                        "change " + change.id() + (told.title().isEmpty() ? "" : ", " + told.title() + ",") + " in "
                                + change.environment() + " is " + change.status()));
    }

    /* A change that was running at the onset had reached some users. */
    private static Instant effectiveAt(Change change, SuspectedChangeQuery question) {
        Instant finishedAt = change.finishedAt();
        return finishedAt == null || finishedAt.isAfter(question.onset()) ? change.startedAt() : finishedAt;
    }

    private static @Nullable Instant undoneAt(ReportedChangeQueries.ChangeWithRollbackVerdict told) {
        Instant rolledBackAt = told.rolledBackAt();
        return rolledBackAt == null && told.change().status() == ChangeStatus.STOPPED
                ? told.change().finishedAt()
                : rolledBackAt;
    }

    private static SuspectedChange.Kind kind(ChangeKind kind) {
        return switch (kind) {
            case CODE -> SuspectedChange.Kind.DEPLOYMENT;
            case CONFIG -> SuspectedChange.Kind.CONFIGURATION;
            case SCHEMA -> SuspectedChange.Kind.SCHEMA;
            case INFRASTRUCTURE -> SuspectedChange.Kind.INFRASTRUCTURE;
        };
    }
}
