// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.forecast.HistoricalBaseRate;
import dev.evenkeel.engine.incident.FollowUp;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.decisions.forecast.ForecastableRecord.ForecastDraft;
import dev.evenkeel.server.decisions.forecast.ForecastableRecord.ObservedOutcome;
import dev.evenkeel.server.operations.incident.IncidentHistoryQueries;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Forecasts for each follow-up of an incident, made when it is first read: it is done by the end of its due
/// date. The probability is the rate among all follow-ups that were done or past their due date.
@Component
class FollowUpForecastSource implements ForecastSource {
    private static final Duration TO_RESOLVE = Duration.ofDays(1);

    private final IncidentHistoryQueries incidents;

    FollowUpForecastSource(IncidentHistoryQueries incidents) {
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

    /// A follow-up and its incident.
    private record PromisedFollowUp(String incident, FollowUp followUp) {
        String origin() {
            return "follow-up:" + incident + ":" + followUp.number();
        }

        Instant horizon() {
            return followUp.dueDate().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        boolean isKept() {
            FollowUp.Completion done = followUp.done();
            return done != null && done.at().isBefore(horizon());
        }

        /* Whether it was known at an instant that it is done in time, or late. */
        boolean isDecided(Instant now) {
            return isKept() || !now.isBefore(horizon());
        }

        @Nullable
        ObservedOutcome resolution(Instant now) {
            FollowUp.Completion done = followUp.done();
            if (done != null && isKept()) {
                return ObservedOutcome.happened(done.at(), "completed by " + done.by() + ": " + done.evidence());
            }
            return isDecided(now)
                    ? ObservedOutcome.didNotHappen(now, "not completed by the end of " + followUp.dueDate())
                    : null;
        }
    }

    @Override
    public List<ForecastableRecord> listTriggers(ForecastableRecordQuery forecastableRecordQuery) {
        Instant now = forecastableRecordQuery.now();
        List<PromisedFollowUp> all = incidents.listWithFollowUps().stream()
                .flatMap(FollowUpForecastSource::listPromises)
                .toList();
        return all.stream()
                .filter(one -> !one.isDecided(now)
                        || forecastableRecordQuery.unresolved().containsKey(one.origin()))
                .map(one -> new ForecastableRecord(
                        one.origin(), now, () -> createDraft(one, all, now), one.resolution(now)))
                .toList();
    }

    private static Stream<PromisedFollowUp> listPromises(Incident incident) {
        return incident.followUps().stream().map(followUp -> new PromisedFollowUp(incident.id(), followUp));
    }

    private static ForecastDraft createDraft(PromisedFollowUp promise, List<PromisedFollowUp> all, Instant now) {
        List<PromisedFollowUp> decided =
                all.stream().filter(one -> one.isDecided(now)).toList();
        var rate = HistoricalBaseRate.jeffreys(
                decided.stream().filter(PromisedFollowUp::isKept).count(), decided.size());
        FollowUp followUp = promise.followUp();
        return new ForecastDraft(
                "Follow-up " + followUp.number() + " of incident " + promise.incident() + " is complete by "
                        + followUp.dueDate() + ": " + followUp.description(),
                followUp.owner() + " completes the follow-up before the horizon, the end of the due date in UTC",
                promise.horizon(),
                promise.horizon().plus(TO_RESOLVE),
                BaseRateForecaster.toProbability(rate),
                BaseRateForecaster.MODEL,
                BaseRateForecaster.toInputs(rate, "incident follow-ups that were completed or past their due date"));
    }
}
