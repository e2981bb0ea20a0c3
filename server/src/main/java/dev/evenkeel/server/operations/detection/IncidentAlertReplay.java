// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.detection.ReplayedIncidentDetection;
import dev.evenkeel.engine.detection.ReplayedIncidentDetection.Detected;
import dev.evenkeel.engine.detection.ReplayedIncidentDetection.Unknown;
import dev.evenkeel.engine.incident.HarmStart;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentOrigin;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.TimestampWithPrecision;
import dev.evenkeel.engine.slo.BurnAlertReplay;
import dev.evenkeel.engine.slo.BurnAlertRule;
import dev.evenkeel.engine.slo.IndicatorTimeline;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.operations.slo.BurnAlertQueries;
import dev.evenkeel.server.operations.slo.SloAlert;
import dev.evenkeel.server.operations.slo.SloMinuteQueries;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Determines whether the current burn-rate rules would detect a past incident. Replays the rules over stored
/// minutes, which takes some 10 ms; without stored minutes, a recorded alert counts if its rule still exists.
/// Thread-safe.
@Component
class IncidentAlertReplay {
    /* Longer incidents are evaluated by their first hours. */
    private static final Duration LONGEST = Duration.ofHours(6);

    private final SloMinuteQueries minutes;
    private final BurnAlertQueries alerts;

    IncidentAlertReplay(SloMinuteQueries minutes, BurnAlertQueries alerts) {
        this.minutes = minutes;
        this.alerts = alerts;
    }

    ReplayedIncidentDetection evaluate(Incident incident, Instant now) {
        if (incident.origin() == IncidentOrigin.ROLLBACK) {
            return new Unknown("the guard rolled back the change");
        }
        List<Slo> slos = minutes.listSlos().stream()
                .filter(slo ->
                        slo.service().equals(incident.service()) && !slo.rules().isEmpty())
                .toList();
        if (slos.isEmpty()) {
            return new Unknown(incident.service() + " has no SLO with a burn-rate rule");
        }
        HarmPeriod hurt = HarmPeriod.of(incident, now);
        List<SloReplayResult> replayed =
                slos.stream().map(slo -> replay(slo, hurt)).toList();
        long known = replayed.stream().mapToLong(SloReplayResult::known).max().orElse(0);
        if (known == 0) {
            return evaluateByRecordedAlerts(hurt, incident.service(), slos);
        }
        Optional<Detected> first = replayed.stream()
                .map(SloReplayResult::firing)
                .flatMap(Optional::stream)
                .min(Comparator.comparing(BurnAlertReplay.Firing::at))
                .map(firing -> Detected.of(firing.describe(), firing.at(), hurt.onset()));
        return ReplayedIncidentDetection.evaluate(first, known, hurt.minutes());
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
        return new SloReplayResult(
                known,
                known == 0
                        ? Optional.empty()
                        : BurnAlertReplay.findFirst(
                                slo, timeline, hurt.onset().truncatedTo(ChronoUnit.MINUTES), hurt.end()));
    }

    private ReplayedIncidentDetection evaluateByRecordedAlerts(HarmPeriod hurt, String service, List<Slo> slos) {
        Optional<ReplayedIncidentDetection> first = alerts.listActiveBetween(service, hurt.onset(), hurt.end()).stream()
                .filter(alert -> slos.stream().anyMatch(slo -> isOf(slo, alert)))
                .min(Comparator.comparing(SloAlert::detectedAt))
                .<ReplayedIncidentDetection>map(alert -> Detected.of(
                        alert.slo() + " (" + alert.objective() + "), " + alert.rule() + ": " + alert.startEvidence(),
                        alert.detectedAt(),
                        hurt.onset()));
        return first.orElse(new Unknown("no stored data of the incident, and no recorded alert"));
    }

    private static boolean isOf(Slo slo, SloAlert alert) {
        return slo.name().equals(alert.slo())
                && slo.objectives().stream().anyMatch(one -> one.name().equals(alert.objective()))
                && slo.rules().stream().anyMatch(rule -> rule.name().equals(alert.rule()));
    }

    /// The result of a replay over one SLO.
    private record SloReplayResult(long known, Optional<BurnAlertReplay.Firing> firing) {}

    /// The period in which an incident affected users.
    private record HarmPeriod(Instant onset, Instant end) {
        static HarmPeriod of(Incident incident, Instant now) {
            Instant onset = HarmStart.of(incident).moment().at();
            TimestampWithPrecision mitigated = incident.response().timeOf(IncidentPhase.MITIGATED);
            TimestampWithPrecision over =
                    mitigated == null ? incident.response().timeOf(IncidentPhase.RESOLVED) : mitigated;
            Instant end = over == null ? now : over.at();
            Instant last = onset.plus(LONGEST);
            Instant least = onset.plus(1, ChronoUnit.MINUTES);
            Instant capped = end.isAfter(last) ? last : end;
            return new HarmPeriod(onset, capped.isBefore(least) ? least : capped);
        }

        long minutes() {
            return Math.max(
                    1,
                    Duration.between(onset.truncatedTo(ChronoUnit.MINUTES), end).toMinutes());
        }
    }
}
