// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.rollback;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.Mitigation;
import dev.evenkeel.engine.incident.Moment;
import dev.evenkeel.engine.incident.Phase;
import dev.evenkeel.engine.incident.Response;
import dev.evenkeel.engine.incident.TimelineEntry;
import dev.evenkeel.server.operations.incident.IncidentBook;
import dev.evenkeel.server.operations.incident.IncidentTable;
import dev.evenkeel.server.rollouts.rollout.DecisionKind;
import dev.evenkeel.server.rollouts.rollout.RollbackHarms;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.Rollouts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Since when and until when users were hurt, of incidents that rollbacks opened: from the first failure that
/// control's rate does not explain until the last process that was exposed is back on control. What a person said
/// stays.
///
/// Processes acknowledge and report late, so each is looked at again for a day. The first look after a start also
/// corrects all older incidents whose ticks are still there. Confined to one thread, but for [#response].
@Component
class HarmTimes {
    private static final String GUARD = "guard";
    /* An SDK sends its outcomes once a second. */
    private static final Duration BATCH = Duration.ofSeconds(1);
    /* Who has not acknowledged a rollback by then is no longer waited for. */
    private static final Duration FOLLOWED = Duration.ofHours(25);

    private final IncidentTable incidents;
    private final IncidentBook book;
    private final Rollouts rollouts;
    private final RollbackHarms harms;
    private final Map<String, Known> known = new HashMap<>();
    private Instant from = Instant.EPOCH;

    HarmTimes(IncidentTable incidents, IncidentBook book, Rollouts rollouts, RollbackHarms harms) {
        this.incidents = incidents;
        this.book = book;
        this.rollouts = rollouts;
        this.harms = harms;
    }

    /* What a rollout's harm was found by. Acknowledgements of single processes count as changes of it for an hour. */
    private record Known(long ticks, @Nullable Instant active, long minute) {}

    /// What is known of a rollback at once.
    Response response(String rollout, RolloutDecision rollback) {
        Response back = Response.NONE
                .with(Phase.DETECTED, Moment.exact(rollback.at(), GUARD))
                .with(Phase.MITIGATED, new Moment(rollback.at(), GUARD, BATCH))
                .mitigatedBy(Mitigation.ROLLBACK);
        Instant evidence = rollback.evidenceAt();
        Response seen = evidence == null ? back : back.with(Phase.HARM_STARTED, new Moment(evidence, GUARD, BATCH));
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
            var seen = new Known(found.get().ticks(), rollback.activeEverywhereAt(), minute(rollback, now));
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
                .filter(decision -> decision.kind() == DecisionKind.ROLL_BACK)
                .findFirst();
    }

    private void correct(Incident incident, RolloutDecision rollback, RollbackHarms.Harm harm) {
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

    /// The times that the guard gave, as they are known by now. The begin only moves to an earlier time, and the
    /// end to a later one: counts and acknowledgements are not kept for ever.
    ///
    /// @param ends whether the rollback ended the harm
    private static Response measured(
            Response response, RolloutDecision rollback, RollbackHarms.Harm harm, boolean ends) {
        Response measured = response;
        Moment began = response.at(Phase.HARM_STARTED);
        Instant from = harm.from();
        if (from != null && (began == null || (began.source().equals(GUARD) && from.isBefore(began.at())))) {
            measured = measured.with(Phase.HARM_STARTED, new Moment(from, GUARD, BATCH));
        }
        Moment ended = response.at(Phase.MITIGATED);
        Instant to = harm.to();
        if (ends && to != null && ended != null && ended.source().equals(GUARD)) {
            measured = measured.with(
                    Phase.MITIGATED,
                    new Moment(
                            to.isAfter(ended.at()) ? to : ended.at(),
                            GUARD,
                            rollback.activeEverywhereAt() == null ? BATCH : Duration.ZERO));
        }
        return measured;
    }
}
