// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.detection.Caught;
import dev.evenkeel.engine.detection.CoverageReport;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.Moment;
import dev.evenkeel.engine.incident.Onset;
import dev.evenkeel.engine.incident.Origin;
import dev.evenkeel.engine.incident.Phase;
import dev.evenkeel.engine.slo.BurnReplay;
import dev.evenkeel.engine.slo.BurnRule;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.engine.slo.Timeline;
import dev.evenkeel.server.operations.incident.IncidentRecords;
import dev.evenkeel.server.operations.slo.BurnAlerts;
import dev.evenkeel.server.operations.slo.PastMinutes;
import dev.evenkeel.server.operations.slo.SloAlert;
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
public class Coverages {
    private static final int MOST_INCIDENTS = 100;
    /* What hurts for longer is judged by its first hours. */
    private static final Duration LONGEST = Duration.ofHours(6);

    private final IncidentRecords incidents;
    private final PastMinutes minutes;
    private final BurnAlerts alerts;
    private final Clock clock;

    Coverages(IncidentRecords incidents, PastMinutes minutes, BurnAlerts alerts, Clock clock) {
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
    public CoverageReport report(String service, int days) {
        Instant now = clock.instant();
        List<Slo> slos = minutes.slos();
        List<Incident> past = incidents.opened(service, now.minus(Duration.ofDays(days)), now).stream()
                .filter(incident -> !incident.account().nearMiss())
                .sorted(Comparator.comparing(Incident::openedAt).reversed())
                .limit(MOST_INCIDENTS)
                .toList();
        return CoverageReport.of(
                past.stream().map(incident -> judge(incident, slos, now)).toList());
    }

    /// Whether today's rules would notice one incident.
    Caught judge(Incident incident, Instant now) {
        return judge(incident, minutes.slos(), now);
    }

    private Caught judge(Incident incident, List<Slo> all, Instant now) {
        Hurt hurt = Hurt.of(incident, now);
        List<Slo> slos = all.stream()
                .filter(slo ->
                        slo.service().equals(incident.service()) && !slo.rules().isEmpty())
                .toList();
        if (incident.origin() == Origin.ROLLBACK) {
            return without(hurt, Caught.State.GUARD, "the guard took the change back");
        }
        if (slos.isEmpty()) {
            return without(hurt, Caught.State.NO_SIGNAL, "no SLO with a burn rule is about " + incident.service());
        }
        List<Replayed> replayed = slos.stream().map(slo -> replay(slo, hurt)).toList();
        long known = replayed.stream().mapToLong(Replayed::known).max().orElse(0);
        if (known == 0) {
            return byRecord(hurt, incident.service(), slos);
        }
        return Caught.judged(
                hurt.incident(),
                hurt.onset(),
                first(replayed.stream().map(Replayed::any).toList(), hurt),
                first(replayed.stream().map(Replayed::page).toList(), hurt),
                new Caught.Known(known, hurt.minutes()));
    }

    /* Long before the onset nothing is judged, but windows reach there. */
    private Replayed replay(Slo slo, Hurt hurt) {
        Duration reach = slo.rules().stream()
                .map(BurnRule::longWindow)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Timeline timeline = minutes.of(slo.name(), hurt.onset().minus(reach).minusSeconds(60), hurt.end());
        long known = BurnReplay.known(timeline, hurt.onset(), hurt.end());
        if (known == 0) {
            return new Replayed(0, Optional.empty(), Optional.empty());
        }
        Optional<BurnReplay.Firing> any = first(slo, timeline, hurt, rule -> true);
        return new Replayed(
                known,
                any,
                any.isEmpty() ? any : first(slo, timeline, hurt, rule -> rule.severity() == BurnRule.Severity.PAGE));
    }

    private static Optional<BurnReplay.Firing> first(Slo slo, Timeline timeline, Hurt hurt, Predicate<BurnRule> rules) {
        return BurnReplay.first(slo, timeline, hurt.onset().truncatedTo(ChronoUnit.MINUTES), hurt.end(), rules);
    }

    private static Optional<Caught.Call> first(List<Optional<BurnReplay.Firing>> firings, Hurt hurt) {
        return firings.stream()
                .flatMap(Optional::stream)
                .min(Comparator.comparing(BurnReplay.Firing::at))
                .map(firing -> Caught.Call.of(firing.words(), firing.at(), hurt.onset()));
    }

    private Caught byRecord(Hurt hurt, String service, List<Slo> slos) {
        List<SloAlert> told = alerts.goingOn(service, hurt.onset(), hurt.end()).stream()
                .filter(alert -> slos.stream().anyMatch(slo -> isOf(slo, alert)))
                .toList();
        Optional<SloAlert> any = told.stream().min(Comparator.comparing(SloAlert::noticedAt));
        Optional<SloAlert> page = told.stream()
                .filter(alert -> alert.severity() == BurnRule.Severity.PAGE)
                .min(Comparator.comparing(SloAlert::noticedAt));
        return any.map(alert -> new Caught(
                        hurt.incident(),
                        hurt.onset(),
                        Caught.State.CAUGHT,
                        call(alert, hurt),
                        page.map(one -> call(one, hurt)).orElse(null),
                        "an alert of a rule that is there still was recorded; its minutes are kept no more"))
                .orElseGet(() -> without(
                        hurt, Caught.State.NO_SIGNAL, "no minute of the time is kept, and no alert was recorded"));
    }

    private static boolean isOf(Slo slo, SloAlert alert) {
        return slo.name().equals(alert.slo())
                && slo.objectives().stream().anyMatch(one -> one.name().equals(alert.objective()))
                && slo.rules().stream().anyMatch(rule -> rule.name().equals(alert.rule()));
    }

    private static Caught.Call call(SloAlert alert, Hurt hurt) {
        return Caught.Call.of(
                alert.slo() + " (" + alert.objective() + "), " + alert.rule() + ": " + alert.beganBy(),
                alert.noticedAt(),
                hurt.onset());
    }

    private static Caught without(Hurt hurt, Caught.State state, String words) {
        return new Caught(hurt.incident(), hurt.onset(), state, null, null, words);
    }

    /// What one SLO says.
    private record Replayed(long known, Optional<BurnReplay.Firing> any, Optional<BurnReplay.Firing> page) {}

    /// When an incident hurt.
    private record Hurt(String incident, Instant onset, Instant end) {
        static Hurt of(Incident incident, Instant now) {
            Instant onset = Onset.of(incident).moment().at();
            Moment mitigated = incident.response().at(Phase.MITIGATED);
            Moment over = mitigated == null ? incident.response().at(Phase.RESOLVED) : mitigated;
            Instant end = over == null ? now : over.at();
            Instant last = onset.plus(LONGEST);
            Instant least = onset.plus(1, ChronoUnit.MINUTES);
            Instant capped = end.isAfter(last) ? last : end;
            return new Hurt(incident.id(), onset, capped.isBefore(least) ? least : capped);
        }

        long minutes() {
            return Math.max(
                    1,
                    Duration.between(onset.truncatedTo(ChronoUnit.MINUTES), end).toMinutes());
        }
    }
}
