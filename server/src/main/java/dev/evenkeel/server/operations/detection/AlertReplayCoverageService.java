// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.detection.AlertReplayCoverageReport;
import dev.evenkeel.engine.detection.ReplayedIncidentDetection;
import dev.evenkeel.engine.incident.HarmStart;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentOrigin;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.TimestampWithPrecision;
import dev.evenkeel.engine.slo.BurnAlertReplay;
import dev.evenkeel.engine.slo.BurnAlertRule;
import dev.evenkeel.engine.slo.IndicatorTimeline;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.operations.incident.IncidentHistoryQueries;
import dev.evenkeel.server.operations.slo.BurnAlertQueries;
import dev.evenkeel.server.operations.slo.SloAlert;
import dev.evenkeel.server.operations.slo.SloMinuteQueries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/// The service that determines which past incidents the current burn-rate rules would detect. It replays the
/// rules over stored minutes; without stored minutes, a recorded alert counts if its rule still exists.
/// Thread-safe.
@Component
public class AlertReplayCoverageService {
    private static final int MOST_INCIDENTS = 100;
    /* Longer incidents are evaluated by their first hours. */
    private static final Duration LONGEST = Duration.ofHours(6);

    private final IncidentHistoryQueries incidents;
    private final SloMinuteQueries minutes;
    private final BurnAlertQueries alerts;
    private final Clock clock;

    AlertReplayCoverageService(
            IncidentHistoryQueries incidents, SloMinuteQueries minutes, BurnAlertQueries alerts, Clock clock) {
        this.incidents = incidents;
        this.minutes = minutes;
        this.alerts = alerts;
        this.clock = clock;
    }

    /// Reports the share of past incidents that the current rules would detect. Near misses are excluded: they
    /// affected no users. Evaluates the 100 newest incidents; takes some 10 ms for each incident with stored
    /// minutes.
    ///
    /// @param service only incidents of this service; empty for all services
    /// @param days number of past days to include, 1 or more
    public AlertReplayCoverageReport getReport(String service, int days) {
        Instant now = clock.instant();
        List<Slo> slos = minutes.listSlos();
        List<Incident> past = incidents.listOpened(service, now.minus(Duration.ofDays(days)), now).stream()
                .filter(incident -> !incident.account().nearMiss())
                .sorted(Comparator.comparing(Incident::openedAt).reversed())
                .limit(MOST_INCIDENTS)
                .toList();
        return AlertReplayCoverageReport.of(
                past.stream().map(incident -> evaluate(incident, slos, now)).toList());
    }

    /// Determines whether the current rules would detect an incident.
    ReplayedIncidentDetection evaluate(Incident incident, Instant now) {
        return evaluate(incident, minutes.listSlos(), now);
    }

    private ReplayedIncidentDetection evaluate(Incident incident, List<Slo> all, Instant now) {
        HarmPeriod hurt = HarmPeriod.of(incident, now);
        List<Slo> slos = all.stream()
                .filter(slo ->
                        slo.service().equals(incident.service()) && !slo.rules().isEmpty())
                .toList();
        if (incident.origin() == IncidentOrigin.ROLLBACK) {
            return withoutAlert(hurt, ReplayedIncidentDetection.State.GUARD, "the guard rolled back the change");
        }
        if (slos.isEmpty()) {
            return withoutAlert(
                    hurt,
                    ReplayedIncidentDetection.State.NO_SIGNAL,
                    incident.service() + " has no SLO with a burn-rate rule");
        }
        List<SloReplayResult> replayed =
                slos.stream().map(slo -> replay(slo, hurt)).toList();
        long known = replayed.stream().mapToLong(SloReplayResult::known).max().orElse(0);
        if (known == 0) {
            return evaluateByRecordedAlerts(hurt, incident.service(), slos);
        }
        return ReplayedIncidentDetection.evaluate(
                hurt.incident(),
                hurt.onset(),
                first(replayed.stream().map(SloReplayResult::any).toList(), hurt),
                first(replayed.stream().map(SloReplayResult::page).toList(), hurt),
                new ReplayedIncidentDetection.IncidentMetricDataCoverage(known, hurt.minutes()));
    }

    /* Rules are not evaluated long before the onset, but their windows reach back that far. */
    private SloReplayResult replay(Slo slo, HarmPeriod hurt) {
        Duration reach = slo.rules().stream()
                .map(BurnAlertRule::longWindow)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        IndicatorTimeline timeline =
                minutes.getTimeline(slo.name(), hurt.onset().minus(reach).minusSeconds(60), hurt.end());
        long known = BurnAlertReplay.countKnownMinutes(timeline, hurt.onset(), hurt.end());
        if (known == 0) {
            return new SloReplayResult(0, Optional.empty(), Optional.empty());
        }
        Optional<BurnAlertReplay.Firing> any = first(slo, timeline, hurt, rule -> true);
        return new SloReplayResult(
                known,
                any,
                any.isEmpty()
                        ? any
                        : first(slo, timeline, hurt, rule -> rule.severity() == BurnAlertRule.Severity.PAGE));
    }

    private static Optional<BurnAlertReplay.Firing> first(
            Slo slo, IndicatorTimeline timeline, HarmPeriod hurt, Predicate<BurnAlertRule> rules) {
        return BurnAlertReplay.findFirst(
                slo, timeline, hurt.onset().truncatedTo(ChronoUnit.MINUTES), hurt.end(), rules);
    }

    private static Optional<ReplayedIncidentDetection.SimulatedAlert> first(
            List<Optional<BurnAlertReplay.Firing>> firings, HarmPeriod hurt) {
        return firings.stream()
                .flatMap(Optional::stream)
                .min(Comparator.comparing(BurnAlertReplay.Firing::at))
                .map(firing ->
                        ReplayedIncidentDetection.SimulatedAlert.of(firing.describe(), firing.at(), hurt.onset()));
    }

    private ReplayedIncidentDetection evaluateByRecordedAlerts(HarmPeriod hurt, String service, List<Slo> slos) {
        List<SloAlert> told = alerts.listActiveBetween(service, hurt.onset(), hurt.end()).stream()
                .filter(alert -> slos.stream().anyMatch(slo -> isOf(slo, alert)))
                .toList();
        Optional<SloAlert> any = told.stream().min(Comparator.comparing(SloAlert::detectedAt));
        Optional<SloAlert> page = told.stream()
                .filter(alert -> alert.severity() == BurnAlertRule.Severity.PAGE)
                .min(Comparator.comparing(SloAlert::detectedAt));
        return any.map(alert -> new ReplayedIncidentDetection(
                        hurt.incident(),
                        hurt.onset(),
                        ReplayedIncidentDetection.State.DETECTED,
                        toAlert(alert, hurt),
                        page.map(one -> toAlert(one, hurt)).orElse(null),
                        "a current rule alerted; the data of these minutes was deleted since"))
                .orElseGet(() -> withoutAlert(
                        hurt,
                        ReplayedIncidentDetection.State.NO_SIGNAL,
                        "no stored data of the incident, and no recorded alert"));
    }

    private static boolean isOf(Slo slo, SloAlert alert) {
        return slo.name().equals(alert.slo())
                && slo.objectives().stream().anyMatch(one -> one.name().equals(alert.objective()))
                && slo.rules().stream().anyMatch(rule -> rule.name().equals(alert.rule()));
    }

    private static ReplayedIncidentDetection.SimulatedAlert toAlert(SloAlert alert, HarmPeriod hurt) {
        return ReplayedIncidentDetection.SimulatedAlert.of(
                alert.slo() + " (" + alert.objective() + "), " + alert.rule() + ": " + alert.startEvidence(),
                alert.detectedAt(),
                hurt.onset());
    }

    private static ReplayedIncidentDetection withoutAlert(
            HarmPeriod hurt, ReplayedIncidentDetection.State state, String words) {
        return new ReplayedIncidentDetection(hurt.incident(), hurt.onset(), state, null, null, words);
    }

    /// The result of a replay over one SLO.
    private record SloReplayResult(
            long known, Optional<BurnAlertReplay.Firing> any, Optional<BurnAlertReplay.Firing> page) {}

    /// The period in which an incident affected users.
    private record HarmPeriod(String incident, Instant onset, Instant end) {
        static HarmPeriod of(Incident incident, Instant now) {
            Instant onset = HarmStart.of(incident).moment().at();
            TimestampWithPrecision mitigated = incident.response().timeOf(IncidentPhase.MITIGATED);
            TimestampWithPrecision over =
                    mitigated == null ? incident.response().timeOf(IncidentPhase.RESOLVED) : mitigated;
            Instant end = over == null ? now : over.at();
            Instant last = onset.plus(LONGEST);
            Instant least = onset.plus(1, ChronoUnit.MINUTES);
            Instant capped = end.isAfter(last) ? last : end;
            return new HarmPeriod(incident.id(), onset, capped.isBefore(least) ? least : capped);
        }

        long minutes() {
            return Math.max(
                    1,
                    Duration.between(onset.truncatedTo(ChronoUnit.MINUTES), end).toMinutes());
        }
    }
}
