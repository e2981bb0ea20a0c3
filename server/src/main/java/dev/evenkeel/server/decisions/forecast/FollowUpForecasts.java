// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.forecast.HistoryRate;
import dev.evenkeel.engine.incident.FollowUp;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.decisions.forecast.Occasion.Draft;
import dev.evenkeel.server.decisions.forecast.Occasion.Ending;
import dev.evenkeel.server.operations.incident.IncidentRecords;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Of each follow-up of an incident, when it is first seen: that it is done by the end of its day. How likely
/// that is follows from all follow-ups that were done, or whose day had passed.
@Component
class FollowUpForecasts implements ForecastSource {
    private static final Duration TO_RESOLVE = Duration.ofDays(1);

    private final IncidentRecords incidents;

    FollowUpForecasts(IncidentRecords incidents) {
        this.incidents = incidents;
    }

    @Override
    public String eventClass() {
        return FOLLOW_UP;
    }

    @Override
    public String resolver() {
        return "incident record";
    }

    /// A follow-up with the incident that it belongs to.
    private record Promise(String incident, FollowUp followUp) {
        String origin() {
            return "follow-up:" + incident + ":" + followUp.number();
        }

        Instant horizon() {
            return followUp.due().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        boolean isKept() {
            FollowUp.Done done = followUp.done();
            return done != null && done.at().isBefore(horizon());
        }

        /* Whether it was known by an instant if it would be kept. */
        boolean isDecided(Instant now) {
            return isKept() || !now.isBefore(horizon());
        }

        @Nullable
        Ending ending(Instant now) {
            FollowUp.Done done = followUp.done();
            if (done != null && isKept()) {
                return Ending.yes(done.at(), "it was done by " + done.by() + ": " + done.evidence());
            }
            return isDecided(now) ? Ending.no(now, "it was not done by the end of " + followUp.due()) : null;
        }
    }

    @Override
    public List<Occasion> read(Reading reading) {
        Instant now = reading.now();
        List<Promise> all = incidents.withFollowUps().stream()
                .flatMap(FollowUpForecasts::promises)
                .toList();
        return all.stream()
                .filter(one -> !one.isDecided(now) || reading.unresolved().containsKey(one.origin()))
                .map(one -> new Occasion(one.origin(), now, () -> draft(one, all, now), one.ending(now)))
                .toList();
    }

    private static Stream<Promise> promises(Incident incident) {
        return incident.followUps().stream().map(followUp -> new Promise(incident.id(), followUp));
    }

    private static Draft draft(Promise promise, List<Promise> all, Instant now) {
        List<Promise> decided = all.stream().filter(one -> one.isDecided(now)).toList();
        var rate = HistoryRate.jeffreys(decided.stream().filter(Promise::isKept).count(), decided.size());
        FollowUp followUp = promise.followUp();
        return new Draft(
                "Follow-up " + followUp.number() + " of incident " + promise.incident() + " is done by "
                        + followUp.due() + ": " + followUp.what(),
                "The incident's record says that " + followUp.owner() + "'s follow-up was done before the horizon, the"
                        + " end of its day in UTC",
                promise.horizon(),
                promise.horizon().plus(TO_RESOLVE),
                Rates.probability(rate),
                Rates.MODEL,
                Rates.inputs(rate, "follow-ups of incidents that were done, or whose day had passed"));
    }
}
