// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.engine.change.ChangeOutcome;
import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.engine.decision.history.ServiceHistory.OutagePhase;
import dev.evenkeel.engine.decision.history.ServiceHistory.PastChange;
import dev.evenkeel.engine.decision.history.ServiceHistory.PastChangeResult;
import dev.evenkeel.engine.decision.history.ServiceHistory.PastMajorIncident;
import dev.evenkeel.engine.detection.DetectionDrill;
import dev.evenkeel.engine.incident.HarmDurationCalculator;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.incident.TimestampWithPrecision;
import dev.evenkeel.engine.risk.BetaBinomialFit;
import dev.evenkeel.engine.technology.OperatingExperience;
import dev.evenkeel.server.decisions.technology.TechnologyRegisterQueries;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.operations.change.ReportedChangeQueries;
import dev.evenkeel.server.operations.change.ReportedChangeQueries.ChangeWithRollbackBasedOutcome;
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

/// Queries for the history of a service in the server's own records, for risk cases.
@Component
class ServiceHistoryQueries {
    private static final Duration LONGEST = Duration.ofDays(2 * 365);
    private static final int MOST_DRILLS = 100;
    private static final double DAYS = 7;
    private static final double MILLIS_OF_A_MINUTE = 60_000;

    private final ServiceCatalogService services;
    private final IncidentHistoryQueries incidents;
    private final ReportedChangeQueries changes;
    private final TechnologyRegisterQueries technologies;
    private final DetectionDrillService detections;

    ServiceHistoryQueries(
            ServiceCatalogService services,
            IncidentHistoryQueries incidents,
            ReportedChangeQueries changes,
            TechnologyRegisterQueries technologies,
            DetectionDrillService detections) {
        this.services = services;
        this.incidents = incidents;
        this.changes = changes;
        this.technologies = technologies;
        this.detections = detections;
    }

    /// Returns the history of the service that a flag belongs to.
    ///
    /// @return empty when it belongs to none, or the service has no records
    Optional<ServiceHistory> findByFlag(String environment, String flag, Instant now) {
        return services.findByFlag(environment, flag).flatMap(service -> findByService(service.key(), now));
    }

    /// Returns the history of a service: of two years, or since its first recorded incident or change.
    /// Incidents are those of SEV2 or worse.
    ///
    /// @return empty when the service has no records
    Optional<ServiceHistory> findByService(String service, Instant now) {
        Instant from = now.minus(LONGEST);
        List<Incident> recorded = incidents.listOpened(service, from, now);
        List<ChangeWithRollbackBasedOutcome> all = changes.listBetween(from, now).stream()
                .filter(changeWithRollbackBasedOutcome ->
                        changeWithRollbackBasedOutcome.change().finishedAt() != null)
                .toList();
        List<ChangeWithRollbackBasedOutcome> own = all.stream()
                .filter(changeWithRollbackBasedOutcome ->
                        changeWithRollbackBasedOutcome.change().service().equals(service))
                .toList();
        return Stream.concat(
                        recorded.stream().map(Incident::openedAt),
                        own.stream()
                                .map(changeWithRollbackBasedOutcome ->
                                        changeWithRollbackBasedOutcome.change().startedAt()))
                .min(Instant::compareTo)
                .filter(first -> first.isBefore(now))
                .map(first -> new ServiceHistory(
                        day(now),
                        service,
                        weeks(first.isBefore(from) ? from : first, now),
                        own.stream()
                                .flatMap(changeWithRollbackBasedOutcome ->
                                        toPastChange(changeWithRollbackBasedOutcome).stream())
                                .toList(),
                        groupOtherServices(all, service),
                        recorded.stream()
                                .filter(ServiceHistoryQueries::isMajor)
                                .map(ServiceHistoryQueries::toPastIncident)
                                .toList(),
                        technologies(),
                        listDetectionMinutes(service)));
    }

    /* Whole days, so that every incident is after the start. */
    private static double weeks(Instant first, Instant now) {
        return Math.max(1, Duration.between(first, now).toDays() + 1) / DAYS;
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static boolean isMajor(Incident incident) {
        return incident.isSerious() && !incident.account().nearMiss();
    }

    /*
     * Changes that did not reach all users, or whose outcome is open, are excluded: they are not evidence about
     * changes that do.
     */
    private static Optional<PastChange> toPastChange(ChangeWithRollbackBasedOutcome changeWithRollbackBasedOutcome) {
        PastChangeResult outcome =
                toOutcome(changeWithRollbackBasedOutcome.verdict().outcome());
        return Optional.ofNullable(outcome)
                .map(known -> new PastChange(
                        day(changeWithRollbackBasedOutcome.change().startedAt()),
                        changeWithRollbackBasedOutcome.change().kind().name().toLowerCase(Locale.ROOT),
                        known,
                        Map.of()));
    }

    private static @Nullable PastChangeResult toOutcome(ChangeOutcome outcome) {
        return switch (outcome) {
            case CLEAN -> PastChangeResult.CLEAN;
            case FAILED -> PastChangeResult.FAILED;
            case MAJOR -> PastChangeResult.MAJOR;
            case OPEN, STOPPED, ABORTED -> null;
        };
    }

    private static Map<String, BetaBinomialFit.Group> groupOtherServices(
            List<ChangeWithRollbackBasedOutcome> all, String service) {
        return all.stream()
                .filter(changeWithRollbackBasedOutcome -> !changeWithRollbackBasedOutcome
                                .change()
                                .service()
                                .equals(service)
                        && toOutcome(changeWithRollbackBasedOutcome.verdict().outcome()) != null)
                .collect(Collectors.groupingBy(
                        changeWithRollbackBasedOutcome ->
                                changeWithRollbackBasedOutcome.change().service(),
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), ServiceHistoryQueries::toGroup)));
    }

    private static BetaBinomialFit.Group toGroup(List<ChangeWithRollbackBasedOutcome> ofOne) {
        int failed = (int) ofOne.stream()
                .filter(changeWithRollbackBasedOutcome ->
                        changeWithRollbackBasedOutcome.verdict().outcome() != ChangeOutcome.CLEAN)
                .count();
        return new BetaBinomialFit.Group(failed, ofOne.size());
    }

    private static PastMajorIncident toPastIncident(Incident incident) {
        boolean over = incident.state() != IncidentState.OPEN;
        return new PastMajorIncident(
                day(incident.openedAt()),
                incident.account().causeShares().keySet().stream().sorted().toList(),
                over,
                over ? minutesByPhase(incident) : Map.of());
    }

    private static Map<OutagePhase, Double> minutesByPhase(Incident incident) {
        Map<OutagePhase, Double> minutes = new EnumMap<>(OutagePhase.class);
        putIfKnown(minutes, OutagePhase.WHOLE, HarmDurationCalculator.calculateMinutes(incident));
        putIfKnown(
                minutes,
                OutagePhase.DETECT,
                minutesBetween(incident, IncidentPhase.HARM_STARTED, IncidentPhase.DETECTED));
        putIfKnown(
                minutes,
                OutagePhase.IDENTIFY,
                minutesBetween(incident, IncidentPhase.DETECTED, IncidentPhase.IDENTIFIED));
        putIfKnown(
                minutes,
                OutagePhase.MITIGATE,
                minutesBetween(incident, IncidentPhase.IDENTIFIED, IncidentPhase.MITIGATED));
        return minutes;
    }

    private static void putIfKnown(Map<OutagePhase, Double> minutes, OutagePhase part, @Nullable Double length) {
        if (length != null && length > 0) {
            minutes.put(part, length);
        }
    }

    private static @Nullable Double minutesBetween(Incident incident, IncidentPhase from, IncidentPhase to) {
        TimestampWithPrecision begins = incident.response().timeOf(from);
        TimestampWithPrecision ends = incident.response().timeOf(to);
        return begins == null || ends == null
                ? null
                : (Double) (Duration.between(begins.at(), ends.at()).toMillis() / MILLIS_OF_A_MINUTE);
    }

    /* Detection times of alerts in drills after the work, as an estimate of today's time to detect. */
    private List<Double> listDetectionMinutes(String service) {
        return detections.listNewest(service, "", MOST_DRILLS).stream()
                .filter(judged -> judged.drill().phase() == DetectionDrill.RemediationPhase.AFTER)
                .map(judged -> judged.result().alert().delay())
                .filter(Objects::nonNull)
                .map(after -> after.toMillis() / MILLIS_OF_A_MINUTE)
                .filter(minutes -> minutes > 0)
                .toList();
    }

    private Map<String, OperatingExperience> technologies() {
        return technologies.list().stream()
                .collect(Collectors.toMap(known -> known.technology().key(), known -> known.experience()));
    }
}
