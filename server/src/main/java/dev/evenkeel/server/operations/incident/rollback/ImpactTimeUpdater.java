// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.rollback;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.IncidentResponseRecord;
import dev.evenkeel.engine.incident.MitigationType;
import dev.evenkeel.engine.incident.TimelineEntry;
import dev.evenkeel.engine.incident.TimestampWithPrecision;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.server.operations.incident.IncidentRepository;
import dev.evenkeel.server.operations.incident.IncidentWriter;
import dev.evenkeel.server.rollouts.rollout.RollbackHarmTimeQueries;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// An updater of the time in which users were affected, for incidents that rollbacks opened: from the first
/// failure that the rate of control does not explain, until the last exposed process is back on control. Times
/// that a user entered are never changed.
///
/// Processes acknowledge and report late, so each incident is updated for one day. The first run after a start
/// also corrects older incidents whose ticks are still stored. Not thread-safe, except for [#response].
@Component
class ImpactTimeUpdater {
    private static final String GUARD = "guard";
    /* SDKs send outcomes once per second. */
    private static final Duration BATCH = Duration.ofSeconds(1);
    /* A process that has not acknowledged a rollback by then is ignored. */
    private static final Duration FOLLOWED = Duration.ofHours(25);

    private final IncidentRepository incidents;
    private final IncidentWriter writer;
    private final RolloutQueries rollouts;
    private final RollbackHarmTimeQueries harms;
    private final Map<String, MeasurementCheckpoint> known = new HashMap<>();
    private Instant from = Instant.EPOCH;

    ImpactTimeUpdater(
            IncidentRepository incidents,
            IncidentWriter writer,
            RolloutQueries rollouts,
            RollbackHarmTimeQueries harms) {
        this.incidents = incidents;
        this.writer = writer;
        this.rollouts = rollouts;
        this.harms = harms;
    }

    /* The inputs of the last measurement; for an hour, they also change with single acknowledgements. */
    private record MeasurementCheckpoint(
            long ticks, @Nullable Instant active, long minute) {}

    /// Returns the times that are known right after a rollback.
    IncidentResponseRecord initialResponse(String rollout, RolloutDecision rollback) {
        IncidentResponseRecord back = IncidentResponseRecord.NONE
                .withTime(IncidentPhase.DETECTED, TimestampWithPrecision.exact(rollback.at(), GUARD))
                .withTime(IncidentPhase.MITIGATED, new TimestampWithPrecision(rollback.at(), GUARD, BATCH))
                .withMitigation(MitigationType.ROLLBACK);
        Instant evidence = rollback.evidenceAt();
        IncidentResponseRecord seen = evidence == null
                ? back
                : back.withTime(IncidentPhase.HARM_STARTED, new TimestampWithPrecision(evidence, GUARD, BATCH));
        return applyHarm(seen, rollback, harms.computeHarm(rollout, rollback), true);
    }

    /// Updates incidents with data received since the last run.
    void updateAll(Instant now) {
        incidents.listOpenedByRollbacks(from).forEach(incident -> update(incident, now));
        from = now.minus(FOLLOWED);
    }

    private void update(Incident incident, Instant now) {
        String rollout = String.valueOf(incident.change()).replaceFirst("^rollout:", "");
        Optional<Rollout> found = rollouts.find(rollout);
        found.flatMap(this::findRollback).ifPresent(rollback -> {
            var seen = new MeasurementCheckpoint(
                    found.get().ticks(), rollback.activeEverywhereAt(), minute(rollback, now));
            if (!seen.equals(known.put(incident.id(), seen))) {
                correct(incident, rollback, harms.computeHarm(rollout, rollback));
            }
        });
    }

    private static long minute(RolloutDecision rollback, Instant now) {
        return Math.min(
                Duration.ofHours(1).toMinutes(),
                Duration.between(rollback.at(), now).toMinutes());
    }

    private Optional<RolloutDecision> findRollback(Rollout rollout) {
        return rollouts.listDecisions(rollout).stream()
                .filter(decision -> decision.kind() == RolloutDecisionKind.ROLL_BACK)
                .findFirst();
    }

    private void correct(Incident incident, RolloutDecision rollback, RollbackHarmTimeQueries.HarmTimeSpan harm) {
        if (applyHarm(incident.response(), rollback, harm, incident.reopenedAt() == null)
                .equals(incident.response())) {
            return;
        }
        writer.correct(
                incident.id(),
                new TimelineEntry(writer.now(), "evenkeel", "edited", "impact times corrected from measured data"),
                before ->
                        before.withResponse(applyHarm(before.response(), rollback, harm, before.reopenedAt() == null)));
    }

    /// Returns the response record with the guard's times updated. The start only moves to an earlier time and
    /// the end only to a later one, because counts and acknowledgements are stored for a limited time.
    ///
    /// @param ends whether the rollback ended the harm
    private static IncidentResponseRecord applyHarm(
            IncidentResponseRecord response,
            RolloutDecision rollback,
            RollbackHarmTimeQueries.HarmTimeSpan harm,
            boolean ends) {
        IncidentResponseRecord measured = response;
        TimestampWithPrecision began = response.timeOf(IncidentPhase.HARM_STARTED);
        Instant from = harm.from();
        if (from != null && (began == null || (began.source().equals(GUARD) && from.isBefore(began.at())))) {
            measured = measured.withTime(IncidentPhase.HARM_STARTED, new TimestampWithPrecision(from, GUARD, BATCH));
        }
        TimestampWithPrecision ended = response.timeOf(IncidentPhase.MITIGATED);
        Instant to = harm.to();
        if (ends && to != null && ended != null && ended.source().equals(GUARD)) {
            measured = measured.withTime(
                    IncidentPhase.MITIGATED,
                    new TimestampWithPrecision(
                            to.isAfter(ended.at()) ? to : ended.at(),
                            GUARD,
                            rollback.activeEverywhereAt() == null ? BATCH : Duration.ZERO));
        }
        return measured;
    }
}
