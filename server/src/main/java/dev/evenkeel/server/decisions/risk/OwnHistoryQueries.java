// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.engine.change.ChangeOutcome;
import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.engine.decision.history.ServiceHistory.OutagePhase;
import dev.evenkeel.engine.decision.history.ServiceHistory.Outcome;
import dev.evenkeel.engine.decision.history.ServiceHistory.PastChange;
import dev.evenkeel.engine.decision.history.ServiceHistory.PastMajorIncident;
import dev.evenkeel.engine.detection.DetectionDrill;
import dev.evenkeel.engine.incident.HarmDurationCalculator;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.incident.IncidentTimestamp;
import dev.evenkeel.engine.risk.BetaBinomialFit;
import dev.evenkeel.engine.technology.OperatingExperience;
import dev.evenkeel.server.decisions.technology.TechnologyService;
import dev.evenkeel.server.foundation.catalog.ServiceCatalog;
import dev.evenkeel.server.operations.change.ChangeService;
import dev.evenkeel.server.operations.change.ChangeService.ReportedChange;
import dev.evenkeel.server.operations.detection.DetectionDrillService;
import dev.evenkeel.server.operations.incident.IncidentHistoryQueries;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the server's own records know of a service, as far as a case may ask for it. Thread-safe.
@Component
class OwnHistoryQueries {
    private static final Duration LONGEST = Duration.ofDays(2 * 365);
    private static final int MOST_DRILLS = 100;
    private static final double DAYS = 7;
    private static final double MILLIS_OF_A_MINUTE = 60_000;

    private final ServiceCatalog services;
    private final IncidentHistoryQueries incidents;
    private final ChangeService changes;
    private final TechnologyService technologies;
    private final DetectionDrillService detections;

    OwnHistoryQueries(
            ServiceCatalog services,
            IncidentHistoryQueries incidents,
            ChangeService changes,
            TechnologyService technologies,
            DetectionDrillService detections) {
        this.services = services;
        this.incidents = incidents;
        this.changes = changes;
        this.technologies = technologies;
        this.detections = detections;
    }

    /// The history of the service that a flag belongs to.
    ///
    /// @return empty when it belongs to none, or nothing is recorded of it
    Optional<ServiceHistory> ofFlag(String environment, String flag, Instant now) {
        return services.ofFlag(environment, flag).flatMap(service -> of(service.key(), now));
    }

    /// The history of a service: of two years, or since the first incident or change that is recorded of it.
    /// Incidents are those of SEV2 or worse.
    ///
    /// @return empty when nothing is recorded of it
    Optional<ServiceHistory> of(String service, Instant now) {
        Instant from = now.minus(LONGEST);
        List<Incident> recorded = incidents.opened(service, from, now);
        List<ReportedChange> all = changes.between(from, now).stream()
                .filter(told -> told.change().finishedAt() != null)
                .toList();
        List<ReportedChange> own = all.stream()
                .filter(told -> told.change().service().equals(service))
                .toList();
        return Stream.concat(
                        recorded.stream().map(Incident::openedAt),
                        own.stream().map(told -> told.change().startedAt()))
                .min(Instant::compareTo)
                .filter(first -> first.isBefore(now))
                .map(first -> new ServiceHistory(
                        day(now),
                        service,
                        weeks(first.isBefore(from) ? from : first, now),
                        own.stream().flatMap(told -> change(told).stream()).toList(),
                        others(all, service),
                        recorded.stream()
                                .filter(OwnHistoryQueries::isMajor)
                                .map(OwnHistoryQueries::incident)
                                .toList(),
                        technologies(),
                        noticed(service)));
    }

    /* Whole days, so that no incident lies before the first. */
    private static double weeks(Instant first, Instant now) {
        return Math.max(1, Duration.between(first, now).toDays() + 1) / DAYS;
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static boolean isMajor(Incident incident) {
        return incident.isSerious() && !incident.account().nearMiss();
    }

    /* One that never reached all users, or of which nobody can tell yet, says nothing of changes that do. */
    private static Optional<PastChange> change(ReportedChange told) {
        Outcome outcome = outcome(told.verdict().outcome());
        return Optional.ofNullable(outcome)
                .map(known -> new PastChange(
                        day(told.change().startedAt()),
                        told.change().kind().name().toLowerCase(Locale.ROOT),
                        known,
                        Map.of()));
    }

    private static @Nullable Outcome outcome(ChangeOutcome outcome) {
        return switch (outcome) {
            case CLEAN -> Outcome.CLEAN;
            case FAILED -> Outcome.FAILED;
            case MAJOR -> Outcome.MAJOR;
            case OPEN, STOPPED, GIVEN_UP -> null;
        };
    }

    private static Map<String, BetaBinomialFit.Group> others(List<ReportedChange> all, String service) {
        return all.stream()
                .filter(told -> !told.change().service().equals(service)
                        && outcome(told.verdict().outcome()) != null)
                .collect(Collectors.groupingBy(
                        told -> told.change().service(),
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), OwnHistoryQueries::group)));
    }

    private static BetaBinomialFit.Group group(List<ReportedChange> ofOne) {
        int failed = (int) ofOne.stream()
                .filter(told -> told.verdict().outcome() != ChangeOutcome.CLEAN)
                .count();
        return new BetaBinomialFit.Group(failed, ofOne.size());
    }

    private static PastMajorIncident incident(Incident incident) {
        boolean over = incident.state() != IncidentState.OPEN;
        return new PastMajorIncident(
                day(incident.openedAt()),
                incident.account().causeParts().keySet().stream().sorted().toList(),
                over,
                over ? minutes(incident) : Map.of());
    }

    private static Map<OutagePhase, Double> minutes(Incident incident) {
        Map<OutagePhase, Double> minutes = new EnumMap<>(OutagePhase.class);
        put(minutes, OutagePhase.WHOLE, HarmDurationCalculator.minutes(incident));
        put(minutes, OutagePhase.DETECT, between(incident, IncidentPhase.HARM_STARTED, IncidentPhase.DETECTED));
        put(minutes, OutagePhase.IDENTIFY, between(incident, IncidentPhase.DETECTED, IncidentPhase.IDENTIFIED));
        put(minutes, OutagePhase.MITIGATE, between(incident, IncidentPhase.IDENTIFIED, IncidentPhase.MITIGATED));
        return minutes;
    }

    private static void put(Map<OutagePhase, Double> minutes, OutagePhase part, @Nullable Double length) {
        if (length != null && length > 0) {
            minutes.put(part, length);
        }
    }

    private static @Nullable Double between(Incident incident, IncidentPhase from, IncidentPhase to) {
        IncidentTimestamp begins = incident.response().at(from);
        IncidentTimestamp ends = incident.response().at(to);
        return begins == null || ends == null
                ? null
                : (Double) (Duration.between(begins.at(), ends.at()).toMillis() / MILLIS_OF_A_MINUTE);
    }

    /* By an alert, after the work: how soon one would hear of it today. */
    private List<Double> noticed(String service) {
        return detections.newest(service, "", MOST_DRILLS).stream()
                .filter(judged -> judged.drill().phase() == DetectionDrill.Phase.AFTER)
                .map(judged -> judged.finding().alert().after())
                .filter(Objects::nonNull)
                .map(after -> after.toMillis() / MILLIS_OF_A_MINUTE)
                .filter(minutes -> minutes > 0)
                .toList();
    }

    private Map<String, OperatingExperience> technologies() {
        return technologies.list().stream()
                .collect(Collectors.toMap(known -> known.technology().key(), known -> known.own()));
    }
}
