// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.forecast.Forecast;
import dev.evenkeel.engine.forecast.PoissonEventRate;
import dev.evenkeel.engine.forecast.Prediction.Probability;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentCause;
import dev.evenkeel.server.decisions.forecast.ForecastableRecord.ForecastDraft;
import dev.evenkeel.server.decisions.forecast.ForecastableRecord.ObservedOutcome;
import dev.evenkeel.server.operations.incident.IncidentHistoryQueries;
import dev.evenkeel.server.operations.incident.IncidentQueries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Forecasts for each cause of an incident, made with its review: the cause contributes to another incident of
/// the service within 90 days. The probability follows from its frequency in the year before. Near misses are
/// excluded on both sides.
@Component
class RecurrenceForecastSource implements ForecastSource {
    private static final String PREFIX = "cause:";
    private static final String MODEL = "recurrence-rate-1";
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration WITHIN = Duration.ofDays(90);
    /* The time that users have to record the causes of an incident. */
    private static final Duration TO_NAME_CAUSES = Duration.ofDays(7);
    private static final Duration TO_RESOLVE = Duration.ofDays(14);

    private final IncidentQueries incidents;
    private final IncidentHistoryQueries history;

    RecurrenceForecastSource(IncidentQueries incidents, IncidentHistoryQueries history) {
        this.incidents = incidents;
        this.history = history;
    }

    @Override
    public String eventClass() {
        return RECURRENCE;
    }

    @Override
    public String resolver() {
        return "incident record";
    }

    /// A cause of a reviewed incident.
    private record ReviewedIncidentCause(Incident incident, String cause, Instant at) {
        String origin() {
            return PREFIX + incident.id() + ":" + cause;
        }
    }

    @Override
    public List<ForecastableRecord> listTriggers(ForecastableRecordQuery forecastableRecordQuery) {
        Instant now = forecastableRecordQuery.now();
        Stream<ReviewedIncidentCause> reviewed =
                history.listReviewed(forecastableRecordQuery.from(), forecastableRecordQuery.to()).stream()
                        .filter(one -> !one.incident().account().nearMiss())
                        .flatMap(one -> causes(one.incident())
                                .map(cause -> new ReviewedIncidentCause(one.incident(), cause, one.at())));
        Stream<ReviewedIncidentCause> unresolved = forecastableRecordQuery.unresolved().entrySet().stream()
                .map(one -> toReviewedCause(one.getKey(), one.getValue()));
        return Stream.concat(unresolved, reviewed)
                .collect(Collectors.toMap(ReviewedIncidentCause::origin, one -> one, (one, same) -> one))
                .values()
                .stream()
                .map(one ->
                        new ForecastableRecord(one.origin(), one.at(), () -> createDraft(one), resolution(one, now)))
                .toList();
    }

    private ReviewedIncidentCause toReviewedCause(String origin, Forecast forecast) {
        int colon = origin.indexOf(':', PREFIX.length());
        return new ReviewedIncidentCause(
                incidents.get(origin.substring(PREFIX.length(), colon)), origin.substring(colon + 1), forecast.asOf());
    }

    private static Stream<String> causes(Incident incident) {
        return incident.account().causes().stream().map(IncidentCause::name).distinct();
    }

    private List<Incident> listRecurrences(ReviewedIncidentCause learned, Instant from, Instant to) {
        return history.listOpened(learned.incident().service(), from, to).stream()
                .filter(incident -> !incident.account().nearMiss())
                .filter(incident -> causes(incident).anyMatch(learned.cause()::equals))
                .toList();
    }

    private @Nullable ObservedOutcome resolution(ReviewedIncidentCause learned, Instant now) {
        Instant horizon = learned.at().plus(WITHIN);
        return listRecurrences(learned, learned.at(), horizon).stream()
                .findFirst()
                .map(incident -> ObservedOutcome.happened(now, "incident " + incident.id() + " has the same cause"))
                .orElseGet(() -> now.isBefore(horizon.plus(TO_NAME_CAUSES))
                        ? null
                        : ObservedOutcome.didNotHappen(
                                now, "no incident of " + learned.incident().service() + " had it by " + horizon));
    }

    private ForecastDraft createDraft(ReviewedIncidentCause learned) {
        String service = learned.incident().service();
        Instant horizon = learned.at().plus(WITHIN);
        var rate = new PoissonEventRate(
                listRecurrences(learned, learned.at().minus(YEAR), learned.at()).size(), YEAR);
        return new ForecastDraft(
                "\"" + learned.cause() + "\" contributes to another incident of " + service + " within 90 days",
                "An incident of " + service + " that is opened after the review of "
                        + learned.incident().id() + " and before the horizon has this cause. Near misses do not count",
                horizon,
                horizon.plus(TO_RESOLVE),
                new Probability(rate.probabilityWithin(WITHIN)),
                MODEL,
                toInputs(rate, service));
    }

    private static JsonNode toInputs(PoissonEventRate rate, String service) {
        return JsonMapper.shared()
                .valueToTree(Map.of(
                        "of",
                        "incidents of " + service + " with this cause, without near misses",
                        "events",
                        rate.events(),
                        "exposureDays",
                        YEAR.toDays(),
                        "withinDays",
                        WITHIN.toDays(),
                        "priorEvents",
                        PoissonEventRate.PRIOR_EVENTS));
    }
}
