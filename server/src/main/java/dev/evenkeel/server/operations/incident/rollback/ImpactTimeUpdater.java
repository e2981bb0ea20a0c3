// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.rollback;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.IncidentResponseRecord;
import dev.evenkeel.engine.incident.IncidentTimestamp;
import dev.evenkeel.engine.incident.Mitigation;
import dev.evenkeel.engine.incident.TimelineEntry;
import dev.evenkeel.server.operations.incident.IncidentRepository;
import dev.evenkeel.server.operations.incident.IncidentWriter;
import dev.evenkeel.server.rollouts.rollout.RollbackHarmQueries;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionKind;
import dev.evenkeel.server.rollouts.rollout.RolloutService;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Since when and until when users were hurt, of incidents that rollbacks opened: from the first failure that
/// control's rate does not explain until the last process that was exposed is back on control. What a person
/// said stays.
///
/// Processes acknowledge and report late, so each is looked at again for a day. The first look after a start
/// also corrects all older incidents whose ticks are still there. Confined to one thread, but for [#response].
@Component
class ImpactTimeUpdater {
    private static final String GUARD = "guard";
    /* An SDK sends its outcomes once a second. */
    private static final Duration BATCH = Duration.ofSeconds(1);
    /* Who has not acknowledged a rollback by then is no longer waited for. */
    private static final Duration FOLLOWED = Duration.ofHours(25);

    private final IncidentRepository incidents;
    private final IncidentWriter book;
    private final RolloutService rollouts;
    private final RollbackHarmQueries harms;
    private final Map<String, MeasuredState> known = new HashMap<>();
    private Instant from = Instant.EPOCH;

    ImpactTimeUpdater(
            IncidentRepository incidents, IncidentWriter book, RolloutService rollouts, RollbackHarmQueries harms) {
        this.incidents = incidents;
        this.book = book;
        this.rollouts = rollouts;
        this.harms = harms;
    }

    /* What a rollout's harm was found by. Acknowledgements of single processes count as changes of it for an hour. */
    private record MeasuredState(long ticks, @Nullable Instant active, long minute) {}

    /// What is known of a rollback at once.
    IncidentResponseRecord response(String rollout, RolloutDecision rollback) {
        IncidentResponseRecord back = IncidentResponseRecord.NONE
                .with(IncidentPhase.DETECTED, IncidentTimestamp.exact(rollback.at(), GUARD))
                .with(IncidentPhase.MITIGATED, new IncidentTimestamp(rollback.at(), GUARD, BATCH))
                .mitigatedBy(Mitigation.ROLLBACK);
        Instant evidence = rollback.evidenceAt();
        IncidentResponseRecord seen = evidence == null
                ? back
                : back.with(IncidentPhase.HARM_STARTED, new IncidentTimestamp(evidence, GUARD, BATCH));
        return measured(seen, rollback, harms.of(rollout, rollback), true);
    }

    /// Corrects what came to be known since the last look.
    void look(Instant now) {
        incidents.openedByRollbacks(from).forEach(incident -> look(incident, now));
        from = now.minus(FOLLOWED);
    }

    private void look(Incident incident, Instant now) {
        String rollout = String.valueOf(incident.change()).replaceFirst("^rollout:", "");
        Optional<Rollout> found = rollouts.find(rollout);
        found.flatMap(this::rollback).ifPresent(rollback -> {
            var seen = new MeasuredState(found.get().ticks(), rollback.activeEverywhereAt(), minute(rollback, now));
            if (!seen.equals(known.put(incident.id(), seen))) {
                correct(incident, rollback, harms.of(rollout, rollback));
            }
        });
    }

    private static long minute(RolloutDecision rollback, Instant now) {
        return Math.min(
                Duration.ofHours(1).toMinutes(),
                Duration.between(rollback.at(), now).toMinutes());
    }

    private Optional<RolloutDecision> rollback(Rollout rollout) {
        return rollouts.decisions(rollout).stream()
                .filter(decision -> decision.kind() == RolloutDecisionKind.ROLL_BACK)
                .findFirst();
    }

    private void correct(Incident incident, RolloutDecision rollback, RollbackHarmQueries.Harm harm) {
        if (measured(incident.response(), rollback, harm, incident.reopenedAt() == null)
                .equals(incident.response())) {
            return;
        }
        book.correct(
                incident.id(),
                new TimelineEntry(
                        book.now(), "evenkeel", "edited", "times of the harm corrected from what was counted"),
                before -> before.with(measured(before.response(), rollback, harm, before.reopenedAt() == null)));
    }

    /// The times that the guard gave, as they are known by now. The begin only moves to an earlier time, and
    /// the end to a later one: counts and acknowledgements are not kept for ever.
    ///
    /// @param ends whether the rollback ended the harm
    private static IncidentResponseRecord measured(
            IncidentResponseRecord response, RolloutDecision rollback, RollbackHarmQueries.Harm harm, boolean ends) {
        IncidentResponseRecord measured = response;
        IncidentTimestamp began = response.at(IncidentPhase.HARM_STARTED);
        Instant from = harm.from();
        if (from != null && (began == null || (began.source().equals(GUARD) && from.isBefore(began.at())))) {
            measured = measured.with(IncidentPhase.HARM_STARTED, new IncidentTimestamp(from, GUARD, BATCH));
        }
        IncidentTimestamp ended = response.at(IncidentPhase.MITIGATED);
        Instant to = harm.to();
        if (ends && to != null && ended != null && ended.source().equals(GUARD)) {
            measured = measured.with(
                    IncidentPhase.MITIGATED,
                    new IncidentTimestamp(
                            to.isAfter(ended.at()) ? to : ended.at(),
                            GUARD,
                            rollback.activeEverywhereAt() == null ? BATCH : Duration.ZERO));
        }
        return measured;
    }
}
