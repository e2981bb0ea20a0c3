// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.alert;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentMatcher;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.IncidentSignal;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.incident.IncidentTimestamp;
import dev.evenkeel.engine.incident.SeverityRule;
import dev.evenkeel.engine.incident.TimelineEntry;
import dev.evenkeel.server.operations.incident.AlertSource;
import dev.evenkeel.server.operations.incident.IncidentRepository;
import dev.evenkeel.server.operations.incident.IncidentWriter;
import dev.evenkeel.server.operations.incident.IncomingAlert;
import dev.evenkeel.server.operations.incident.IncomingAlertRepository;
import dev.evenkeel.server.operations.incident.IncomingSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Brings alerts into incidents, of Alertmanagers and of burn rules. What is told again (the same fingerprint,
/// start and status, by whichever peer) changes nothing. A resolved alert closes nothing: when the last one of
/// an incident is resolved, the incident that an alert opened or alone reopened is mitigated, and a person says
/// the rest. One that pages and goes on firing after a person ended its incident alerts again. Thread-safe.
@Component
class AlertIncidentService {
    private static final String SOURCE = AlertSource.ALERTMANAGER.words();
    /* A rule of a Prometheus looks back for a while: what was mended fires on for so long. */
    private static final Duration GRACE = Duration.ofMinutes(30);

    private final IncomingAlertRepository alerts;
    private final IncidentWriter book;
    private final IncidentRepository incidents;

    AlertIncidentService(IncomingAlertRepository alerts, IncidentWriter book, IncidentRepository incidents) {
        this.alerts = alerts;
        this.book = book;
        this.incidents = incidents;
    }

    /// Takes alerts of one service in, all or none.
    ///
    /// @return ids of the incidents that they belong to
    @Transactional
    Set<String> take(String service, Collection<IncomingAlert> told) {
        incidents.lockService(service);
        Instant now = book.now();
        Set<String> touched = new LinkedHashSet<>();
        if (told.stream().anyMatch(IncomingAlert::firing)) {
            alerts.incidentsFiring(service).forEach(id -> book.stillHeard(id, now));
        }
        told.stream()
                .sorted(Comparator.comparing(IncomingAlert::firing).reversed().thenComparing(IncomingAlert::startsAt))
                .forEach(alert -> take(alert, now).ifPresent(touched::add));
        if (told.stream().allMatch(IncomingAlert::seenToEnd)) {
            touched.forEach(id -> settle(id, now));
        }
        return touched;
    }

    private Optional<String> take(IncomingAlert alert, Instant now) {
        Optional<IncomingAlertRepository.StoredAlertState> known = alerts.find(alert);
        if (known.isEmpty() && alert.firing()) {
            String incident = fired(alert, now);
            alerts.put(alert, incident, now);
            return Optional.of(incident);
        }
        if (known.isPresent() && alert.firing() && outlasts(alert, known.get().incident(), now)) {
            return again(alert, Objects.requireNonNull(known.get().incident()), now);
        }
        Optional<String> incident =
                known.flatMap(one -> Optional.ofNullable(one.incident())).or(() -> open(alert, now));
        incident.ifPresent(id -> book.amend(id, entry(alert), alert.entryName(), one -> one));
        if (!alert.firing()) {
            alerts.put(alert, incident.orElse(null), now);
        }
        return incident;
    }

    /* Who tells again that it fires knows that it does. */
    private boolean outlasts(IncomingAlert alert, @Nullable String incident, Instant now) {
        return incident != null
                && alert.pages()
                && incidents
                        .find(incident)
                        .filter(known -> known.state() != IncidentState.OPEN)
                        .isPresent()
                && alerts.endedAt(incident)
                        .filter(ended -> !now.isBefore(ended.plus(GRACE)))
                        .isPresent();
    }

    /// An alert fires though its incident was mitigated or resolved: a mitigated one is open again, else a new
    /// one is opened and linked to it.
    ///
    /// @return id of the incident that the alert belongs to now; empty when its incident is open
    @Transactional
    Optional<String> again(IncomingAlert alert, String incident, Instant now) {
        incidents.lockService(alert.service());
        Incident known = book.lock(incident);
        if (known.state() == IncidentState.OPEN) {
            return Optional.empty();
        }
        var entry = new TimelineEntry(
                now,
                alert.source().words(),
                "alert",
                alert.name() + " still fires, though incident " + incident + " is " + known.state());
        IncomingSignal arrival = arrival(alert, now, entry, null);
        String id = (known.state().isOpen() ? book.takeInto(incident, arrival) : book.takeAfter(known, arrival))
                .incident()
                .id();
        alerts.move(alert, id);
        return Optional.of(id);
    }

    private String fired(IncomingAlert alert, Instant now) {
        IncidentWriter.SignalResult taken = book.take(arrival(alert, now, entry(alert), alert.entryName()));
        String id = taken.incident().id();
        if (taken.fresh()) {
            alerts.adopt(id, alert.service(), now.minus(IncidentMatcher.WINDOW))
                    .forEach(orphan -> book.amend(
                            id,
                            new TimelineEntry(orphan.at(), SOURCE, "alert", orphan.words()),
                            orphan.entryName(),
                            one -> one));
        }
        return id;
    }

    private static IncomingSignal arrival(
            IncomingAlert alert, Instant now, TimelineEntry entry, @Nullable String entryName) {
        Instant since = alert.startsAt().isAfter(now) ? now : alert.startsAt();
        return new IncomingSignal(
                new IncidentSignal(alert.service(), null, now, alert.flags()),
                alert.title(),
                alert.source().origin(),
                SeverityRule.first().grade(alert.labels().get("severity")),
                entry,
                "",
                entryName,
                alert.source().words(),
                fresh -> fresh.with(fresh.response()
                                .with(
                                        IncidentPhase.DETECTED,
                                        IncidentTimestamp.exact(
                                                since, alert.source().words())))
                        .with(fresh.account().noticedBy(alert.source().detection())),
                joined -> joined.reopened(now));
    }

    /* What is told of an alert that fires no more belongs to what is open, and opens nothing. */
    private Optional<String> open(IncomingAlert alert, Instant now) {
        return IncidentMatcher.find(
                        new IncidentSignal(alert.service(), null, now, alert.flags()),
                        incidents.lockOpen(alert.service()))
                .map(Incident::id);
    }

    private void settle(String id, Instant now) {
        Incident incident = book.lock(id);
        if (incident.state() == IncidentState.OPEN && incident.endsWithItsAlerts() && !alerts.isAnyFiring(id)) {
            book.amend(
                    id,
                    new TimelineEntry(now, "evenkeel", "mitigated", "mitigated: all of its alerts are resolved"),
                    "alerts-resolved:" + now,
                    one -> one.in(IncidentState.MITIGATED)
                            .with(one.response()
                                    .with(IncidentPhase.MITIGATED, IncidentTimestamp.exact(now, "evenkeel"))));
        }
    }

    /// Notes that an Alertmanager left alerts out of what it told.
    void leftOut(Set<String> touched, long count, String group) {
        List.copyOf(touched)
                .forEach(id -> book.amend(
                        id,
                        new TimelineEntry(
                                book.now(), SOURCE, "alert", count + " more alerts of this group were left out by it"),
                        "left-out:" + group + ":" + count,
                        one -> one));
    }

    private static TimelineEntry entry(IncomingAlert alert) {
        return new TimelineEntry(alert.at(), alert.source().words(), "alert", alert.words());
    }
}
