// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.suspect;

import dev.evenkeel.api.FlagApi.FlagSetRevision;
import dev.evenkeel.engine.incident.SuspectedChange;
import dev.evenkeel.engine.incident.SuspectedChange.ChangedFlag;
import dev.evenkeel.server.flags.definition.FlagEvaluationChange;
import dev.evenkeel.server.flags.flag.FlagEvaluationChangeQueries;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Suspected changes from flag edits, by definition revision: each flag that a revision evaluates differently
/// is one suspect, regardless of how the definition was changed.
@Component
class FlagSuspectedChangeSource implements SuspectedChangeSource {
    private final FlagEvaluationChangeQueries alterations;

    FlagSuspectedChangeSource(FlagEvaluationChangeQueries alterations) {
        this.alterations = alterations;
    }

    @Override
    public List<SuspectedChange> listChanges(SuspectedChangeQuery suspectedChangeQuery) {
        return alterations.listBetween(suspectedChangeQuery.from(), suspectedChangeQuery.to()).stream()
                .flatMap(one -> candidate(one, suspectedChangeQuery).stream())
                .toList();
    }

    private static Optional<SuspectedChange> candidate(
            FlagEvaluationChange alteration, SuspectedChangeQuery suspectedChangeQuery) {
        FlagSetRevision revision = alteration.change();
        var flag = new ChangedFlag(alteration.environment(), alteration.flag(), revision.revision());
        return suspectedChangeQuery
                .findDistance(flag)
                .map(place -> new SuspectedChange(
                        name(alteration, flag),
                        alteration.undoes() ? SuspectedChange.Kind.RETURN : SuspectedChange.Kind.FLAG_EDIT,
                        place.service(),
                        place.distance(),
                        revision.changedAt(),
                        alteration.undoneAt(),
                        false,
                        flag,
                        describe(alteration)));
    }

    /* One revision may have several changes that are due later. */
    private static String name(FlagEvaluationChange alteration, ChangedFlag flag) {
        String place = flag.name() + "@" + flag.revision();
        return alteration.effect() == FlagEvaluationChange.FlagChangeType.SCHEDULED
                ? "schedule:" + place + "@" + alteration.change().changedAt()
                : "edit:" + place;
    }

    private static String describe(FlagEvaluationChange alteration) {
        FlagSetRevision revision = alteration.change();
        return "flag " + alteration.flag() + " in " + alteration.environment() + " was "
                + alteration.effect().text() + " by " + revision.changedBy() + ", revision " + revision.revision()
                + (revision.reason().isBlank() ? "" : " (" + revision.reason() + ")");
    }
}
