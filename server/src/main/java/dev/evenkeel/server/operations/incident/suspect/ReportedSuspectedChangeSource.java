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
    public List<SuspectedChange> listChanges(SuspectedChangeQuery suspectedChangeQuery) {
        return changes.listBetween(suspectedChangeQuery.from(), suspectedChangeQuery.to()).stream()
                .flatMap(changeWithRollbackBasedOutcome ->
                        candidate(changeWithRollbackBasedOutcome, suspectedChangeQuery))
                .toList();
    }

    private static Stream<SuspectedChange> candidate(
            ReportedChangeQueries.ChangeWithRollbackBasedOutcome changeWithRollbackBasedOutcome,
            SuspectedChangeQuery suspectedChangeQuery) {
        Change change = changeWithRollbackBasedOutcome.change();
        Instant at = effectiveAt(change, suspectedChangeQuery);
        if (at.isBefore(suspectedChangeQuery.from()) || at.isAfter(suspectedChangeQuery.to())) {
            return Stream.empty();
        }
        return suspectedChangeQuery.findDistance(change.service()).stream()
                .map(place -> new SuspectedChange(
                        ChangeReferenceFormatter.ofChange(change.id()),
                        kind(change.kind()),
                        place.service(),
                        place.distance(),
                        at,
                        undoneAt(changeWithRollbackBasedOutcome),
                        changeWithRollbackBasedOutcome.verdict().outcome().isFailure(),
                        null,
                        "change " + change.id()
                                + (changeWithRollbackBasedOutcome.title().isEmpty()
                                        ? ""
                                        : ", " + changeWithRollbackBasedOutcome.title() + ",")
                                + " in " + change.environment() + " is " + change.status()));
    }

    /* A change that was running at the onset had reached some users. */
    private static Instant effectiveAt(Change change, SuspectedChangeQuery suspectedChangeQuery) {
        Instant finishedAt = change.finishedAt();
        return finishedAt == null || finishedAt.isAfter(suspectedChangeQuery.onset()) ? change.startedAt() : finishedAt;
    }

    private static @Nullable Instant undoneAt(
            ReportedChangeQueries.ChangeWithRollbackBasedOutcome changeWithRollbackBasedOutcome) {
        Instant rolledBackAt = changeWithRollbackBasedOutcome.rolledBackAt();
        return rolledBackAt == null && changeWithRollbackBasedOutcome.change().status() == ChangeStatus.STOPPED
                ? changeWithRollbackBasedOutcome.change().finishedAt()
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
