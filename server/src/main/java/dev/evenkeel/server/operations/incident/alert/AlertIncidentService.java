// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.alert;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.IncidentSignal;
import dev.evenkeel.engine.incident.IncidentSignalMatcher;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.incident.SeverityRule;
import dev.evenkeel.engine.incident.TimelineEntry;
import dev.evenkeel.engine.incident.TimestampWithPrecision;
import dev.evenkeel.server.operations.incident.AlertSourceType;
import dev.evenkeel.server.operations.incident.IncidentRepository;
import dev.evenkeel.server.operations.incident.IncidentTriggerSignal;
import dev.evenkeel.server.operations.incident.IncidentWriter;
import dev.evenkeel.server.operations.incident.IncomingAlert;
import dev.evenkeel.server.operations.incident.IncomingAlertRepository;
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

/// The service that assigns alerts from Alertmanager and from burn-rate rules to incidents.
///
/// Repeated notifications (same fingerprint, start and status, from any peer) change nothing. A resolved alert
/// does not resolve its incident: when the last alert of an incident is resolved, an incident that an alert
/// opened, or that only an alert reopened, becomes mitigated, and a user resolves it. A paging alert that
/// still fires after a user ended its incident reopens the incident or opens a new one. Thread-safe.
@Component
class AlertIncidentService {
    private static final String SOURCE = AlertSourceType.ALERTMANAGER.displayName();
    /* A Prometheus rule evaluates a window of the past, so an alert keeps firing for a while after the fix. */
    private static final Duration GRACE = Duration.ofMinutes(30);

    private final IncomingAlertRepository alerts;
    private final IncidentWriter writer;
    private final IncidentRepository incidents;

    AlertIncidentService(IncomingAlertRepository alerts, IncidentWriter writer, IncidentRepository incidents) {
        this.alerts = alerts;
        this.writer = writer;
        this.incidents = incidents;
    }

    /// Processes alerts of one service, all or none.
    ///
    /// @return ids of the incidents that the alerts belong to
    @Transactional
    Set<String> ingest(String service, Collection<IncomingAlert> told) {
        incidents.lockService(service);
        Instant now = writer.now();
        Set<String> touched = new LinkedHashSet<>();
        if (told.stream().anyMatch(IncomingAlert::firing)) {
            alerts.listFiringIncidents(service).forEach(id -> writer.extendActivity(id, now));
        }
        told.stream()
                .sorted(Comparator.comparing(IncomingAlert::firing).reversed().thenComparing(IncomingAlert::startsAt))
                .forEach(alert -> ingestOne(alert, now).ifPresent(touched::add));
        if (told.stream().allMatch(IncomingAlert::endConfirmed)) {
            touched.forEach(id -> mitigateIfResolved(id, now));
        }
        return touched;
    }

    private Optional<String> ingestOne(IncomingAlert alert, Instant now) {
        Optional<IncomingAlertRepository.StoredAlertState> known = alerts.findState(alert);
        if (known.isEmpty() && alert.firing()) {
            String incident = recordFiring(alert, now);
            alerts.save(alert, incident, now);
            return Optional.of(incident);
        }
        if (known.isPresent()
                && alert.firing()
                && isOutlasting(alert, known.get().incident(), now)) {
            return realert(alert, Objects.requireNonNull(known.get().incident()), now);
        }
        Optional<String> incident =
                known.flatMap(one -> Optional.ofNullable(one.incident())).or(() -> findOpenIncident(alert, now));
        incident.ifPresent(id -> writer.amend(id, toTimelineEntry(alert), alert.entryName(), one -> one));
        if (!alert.firing()) {
            alerts.save(alert, incident.orElse(null), now);
        }
        return incident;
    }

    /* A repeated notification shows that the alert still fires. */
    private boolean isOutlasting(IncomingAlert alert, @Nullable String incident, Instant now) {
        return incident != null
                && alert.isPage()
                && incidents
                        .findById(incident)
                        .filter(known -> known.state() != IncidentState.OPEN)
                        .isPresent()
                && alerts.findEndedAt(incident)
                        .filter(ended -> !now.isBefore(ended.plus(GRACE)))
                        .isPresent();
    }

    /// Handles an alert that fires although its incident is mitigated or resolved: reopens a mitigated
    /// incident, or opens a new one that is linked to the old one.
    ///
    /// @return id of the alert's new incident; empty when its incident is open
    @Transactional
    Optional<String> realert(IncomingAlert alert, String incident, Instant now) {
        incidents.lockService(alert.service());
        Incident known = writer.lock(incident);
        if (known.state() == IncidentState.OPEN) {
            return Optional.empty();
        }
        var entry = new TimelineEntry(
                now,
                alert.source().displayName(),
                "alert",
                alert.name() + " is still firing, although incident " + incident + " is " + known.state());
        IncidentTriggerSignal signal = toSignal(alert, now, entry, null);
        String id = (known.state().isOpen()
                        ? writer.recordSignalInto(incident, signal)
                        : writer.recordSignalAfter(known, signal))
                .incident()
                .id();
        alerts.reassign(alert, id);
        return Optional.of(id);
    }

    private String recordFiring(IncomingAlert alert, Instant now) {
        IncidentWriter.SignalResult taken =
                writer.recordSignal(toSignal(alert, now, toTimelineEntry(alert), alert.entryName()));
        String id = taken.incident().id();
        if (taken.isNew()) {
            alerts.assignOrphans(id, alert.service(), now.minus(IncidentSignalMatcher.WINDOW))
                    .forEach(orphan -> writer.amend(
                            id,
                            new TimelineEntry(orphan.at(), SOURCE, "alert", orphan.text()),
                            orphan.entryName(),
                            one -> one));
        }
        return id;
    }

    private static IncidentTriggerSignal toSignal(
            IncomingAlert alert, Instant now, TimelineEntry entry, @Nullable String entryName) {
        Instant since = alert.startsAt().isAfter(now) ? now : alert.startsAt();
        return new IncidentTriggerSignal(
                new IncidentSignal(alert.service(), null, now, alert.flags()),
                alert.title(),
                alert.source().origin(),
                SeverityRule.initial().rate(alert.labels().get("severity")),
                entry,
                "",
                entryName,
                alert.source().displayName(),
                fresh -> fresh.withResponse(fresh.response()
                                .withTime(
                                        IncidentPhase.DETECTED,
                                        TimestampWithPrecision.exact(
                                                since, alert.source().displayName())))
                        .withAnalysis(
                                fresh.account().withDetection(alert.source().detection())),
                joined -> joined.reopen(now));
    }

    /* A resolved alert joins an open incident and never opens one. */
    private Optional<String> findOpenIncident(IncomingAlert alert, Instant now) {
        return IncidentSignalMatcher.findMatch(
                        new IncidentSignal(alert.service(), null, now, alert.flags()),
                        incidents.lockOpenByService(alert.service()))
                .map(Incident::id);
    }

    private void mitigateIfResolved(String id, Instant now) {
        Incident incident = writer.lock(id);
        if (incident.state() == IncidentState.OPEN && incident.endsWithAlerts() && !alerts.hasFiring(id)) {
            writer.amend(
                    id,
                    new TimelineEntry(now, "evenkeel", "mitigated", "mitigated: all alerts are resolved"),
                    "alerts-resolved:" + now,
                    one -> one.withState(IncidentState.MITIGATED)
                            .withResponse(one.response()
                                    .withTime(IncidentPhase.MITIGATED, TimestampWithPrecision.exact(now, "evenkeel"))));
        }
    }

    /// Adds to the timelines that Alertmanager truncated the alerts of its notification.
    void recordTruncated(Set<String> touched, long count, String group) {
        List.copyOf(touched)
                .forEach(id -> writer.amend(
                        id,
                        new TimelineEntry(
                                writer.now(),
                                SOURCE,
                                "alert",
                                count + " more alerts of this group were truncated by Alertmanager"),
                        "left-out:" + group + ":" + count,
                        one -> one));
    }

    private static TimelineEntry toTimelineEntry(IncomingAlert alert) {
        return new TimelineEntry(alert.occurredAt(), alert.source().displayName(), "alert", alert.describe());
    }
}
