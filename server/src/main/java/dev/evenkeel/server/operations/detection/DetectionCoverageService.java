// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.detection.DetectionCoverageReport;
import dev.evenkeel.engine.detection.DetectionOutcome;
import dev.evenkeel.engine.incident.HarmStart;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentOrigin;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.IncidentTimestamp;
import dev.evenkeel.engine.slo.BurnAlertReplay;
import dev.evenkeel.engine.slo.BurnAlertRule;
import dev.evenkeel.engine.slo.IndicatorTimeline;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.operations.incident.IncidentHistoryQueries;
import dev.evenkeel.server.operations.slo.BurnAlertService;
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

/// Which past incidents today's burn rules would notice: the minutes that are kept are judged again; where none
/// are kept, an alert that was recorded counts when its rule is still there. Thread-safe.
@Component
public class DetectionCoverageService {
    private static final int MOST_INCIDENTS = 100;
    /* What hurts for longer is judged by its first hours. */
    private static final Duration LONGEST = Duration.ofHours(6);

    private final IncidentHistoryQueries incidents;
    private final SloMinuteQueries minutes;
    private final BurnAlertService alerts;
    private final Clock clock;

    DetectionCoverageService(
            IncidentHistoryQueries incidents, SloMinuteQueries minutes, BurnAlertService alerts, Clock clock) {
        this.incidents = incidents;
        this.minutes = minutes;
        this.alerts = alerts;
        this.clock = clock;
    }

    /// The share of past incidents that today's rules would notice. Near misses do not count: they hurt nobody.
    /// The newest hundred; some ten milliseconds for each whose minutes are kept.
    ///
    /// @param service only of this service; empty for all
    /// @param days of the past that count, 1 or more
    public DetectionCoverageReport report(String service, int days) {
        Instant now = clock.instant();
        List<Slo> slos = minutes.slos();
        List<Incident> past = incidents.opened(service, now.minus(Duration.ofDays(days)), now).stream()
                .filter(incident -> !incident.account().nearMiss())
                .sorted(Comparator.comparing(Incident::openedAt).reversed())
                .limit(MOST_INCIDENTS)
                .toList();
        return DetectionCoverageReport.of(
                past.stream().map(incident -> judge(incident, slos, now)).toList());
    }

    /// Whether today's rules would notice one incident.
    DetectionOutcome judge(Incident incident, Instant now) {
        return judge(incident, minutes.slos(), now);
    }

    private DetectionOutcome judge(Incident incident, List<Slo> all, Instant now) {
        HarmPeriod hurt = HarmPeriod.of(incident, now);
        List<Slo> slos = all.stream()
                .filter(slo ->
                        slo.service().equals(incident.service()) && !slo.rules().isEmpty())
                .toList();
        if (incident.origin() == IncidentOrigin.ROLLBACK) {
            return without(hurt, DetectionOutcome.State.GUARD, "the guard took the change back");
        }
        if (slos.isEmpty()) {
            return without(
                    hurt, DetectionOutcome.State.NO_SIGNAL, "no SLO with a burn rule is about " + incident.service());
        }
        List<ReplayResult> replayed =
                slos.stream().map(slo -> replay(slo, hurt)).toList();
        long known = replayed.stream().mapToLong(ReplayResult::known).max().orElse(0);
        if (known == 0) {
            return byRecord(hurt, incident.service(), slos);
        }
        return DetectionOutcome.judged(
                hurt.incident(),
                hurt.onset(),
                first(replayed.stream().map(ReplayResult::any).toList(), hurt),
                first(replayed.stream().map(ReplayResult::page).toList(), hurt),
                new DetectionOutcome.KnownMinutes(known, hurt.minutes()));
    }

    /* Long before the onset nothing is judged, but windows reach there. */
    private ReplayResult replay(Slo slo, HarmPeriod hurt) {
        Duration reach = slo.rules().stream()
                .map(BurnAlertRule::longWindow)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        IndicatorTimeline timeline =
                minutes.of(slo.name(), hurt.onset().minus(reach).minusSeconds(60), hurt.end());
        long known = BurnAlertReplay.known(timeline, hurt.onset(), hurt.end());
        if (known == 0) {
            return new ReplayResult(0, Optional.empty(), Optional.empty());
        }
        Optional<BurnAlertReplay.Firing> any = first(slo, timeline, hurt, rule -> true);
        return new ReplayResult(
                known,
                any,
                any.isEmpty()
                        ? any
                        : first(slo, timeline, hurt, rule -> rule.severity() == BurnAlertRule.Severity.PAGE));
    }

    private static Optional<BurnAlertReplay.Firing> first(
            Slo slo, IndicatorTimeline timeline, HarmPeriod hurt, Predicate<BurnAlertRule> rules) {
        return BurnAlertReplay.first(slo, timeline, hurt.onset().truncatedTo(ChronoUnit.MINUTES), hurt.end(), rules);
    }

    private static Optional<DetectionOutcome.Alert> first(
            List<Optional<BurnAlertReplay.Firing>> firings, HarmPeriod hurt) {
        return firings.stream()
                .flatMap(Optional::stream)
                .min(Comparator.comparing(BurnAlertReplay.Firing::at))
                .map(firing -> DetectionOutcome.Alert.of(firing.words(), firing.at(), hurt.onset()));
    }

    private DetectionOutcome byRecord(HarmPeriod hurt, String service, List<Slo> slos) {
        List<SloAlert> told = alerts.goingOn(service, hurt.onset(), hurt.end()).stream()
                .filter(alert -> slos.stream().anyMatch(slo -> isOf(slo, alert)))
                .toList();
        Optional<SloAlert> any = told.stream().min(Comparator.comparing(SloAlert::noticedAt));
        Optional<SloAlert> page = told.stream()
                .filter(alert -> alert.severity() == BurnAlertRule.Severity.PAGE)
                .min(Comparator.comparing(SloAlert::noticedAt));
        return any.map(alert -> new DetectionOutcome(
                        hurt.incident(),
                        hurt.onset(),
                        DetectionOutcome.State.CAUGHT,
                        call(alert, hurt),
                        page.map(one -> call(one, hurt)).orElse(null),
                        "an alert of a rule that is there still was recorded; its minutes are kept no more"))
                .orElseGet(() -> without(
                        hurt,
                        DetectionOutcome.State.NO_SIGNAL,
                        "no minute of the time is kept, and no alert was recorded"));
    }

    private static boolean isOf(Slo slo, SloAlert alert) {
        return slo.name().equals(alert.slo())
                && slo.objectives().stream().anyMatch(one -> one.name().equals(alert.objective()))
                && slo.rules().stream().anyMatch(rule -> rule.name().equals(alert.rule()));
    }

    private static DetectionOutcome.Alert call(SloAlert alert, HarmPeriod hurt) {
        return DetectionOutcome.Alert.of(
                alert.slo() + " (" + alert.objective() + "), " + alert.rule() + ": " + alert.beganBy(),
                alert.noticedAt(),
                hurt.onset());
    }

    private static DetectionOutcome without(HarmPeriod hurt, DetectionOutcome.State state, String words) {
        return new DetectionOutcome(hurt.incident(), hurt.onset(), state, null, null, words);
    }

    /// What one SLO says.
    private record ReplayResult(
            long known, Optional<BurnAlertReplay.Firing> any, Optional<BurnAlertReplay.Firing> page) {}

    /// When an incident hurt.
    private record HarmPeriod(String incident, Instant onset, Instant end) {
        static HarmPeriod of(Incident incident, Instant now) {
            Instant onset = HarmStart.of(incident).moment().at();
            IncidentTimestamp mitigated = incident.response().at(IncidentPhase.MITIGATED);
            IncidentTimestamp over = mitigated == null ? incident.response().at(IncidentPhase.RESOLVED) : mitigated;
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
