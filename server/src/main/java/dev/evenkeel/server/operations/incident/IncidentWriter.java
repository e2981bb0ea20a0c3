// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.api.IncidentApi.SignalOutcome;
import dev.evenkeel.engine.incident.AffectedItem;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentSignalMatcher;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.incident.IncidentStateValidator;
import dev.evenkeel.engine.incident.SeverityRule;
import dev.evenkeel.engine.incident.TimelineEntry;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/// The writer of incidents: stores record, timeline and audit entry in one transaction. The audit entry is
/// written last, just before the commit: rollbacks also write to the audit log and must not wait for a
/// transaction that waits for something else. Thread-safe.
@Component
public class IncidentWriter {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final IncidentRepository incidents;
    private final IncidentTimelineRepository entries;
    private final AuditLog auditLog;
    private final Clock clock;

    IncidentWriter(IncidentRepository incidents, IncidentTimelineRepository entries, AuditLog auditLog, Clock clock) {
        this.incidents = incidents;
        this.entries = entries;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /// The result of processing a signal.
    public record SignalResult(Incident incident, SignalOutcome outcome) {
        /// Returns whether the signal opened the incident.
        public boolean isNew() {
            return outcome == SignalOutcome.OPENED;
        }
    }

    /// Assigns a signal to its open incident, or opens one, linked to a related mitigated incident if there is
    /// one.
    @Transactional
    public SignalResult recordSignal(IncidentTriggerSignal signal) {
        incidents.lockService(signal.signal().service());
        String name = signal.entryName();
        Optional<Incident> told =
                name == null ? Optional.empty() : findByTimelineEntry(name).map(this::lock);
        if (told.isPresent()) {
            return new SignalResult(told.get(), SignalOutcome.JOINED);
        }
        IncidentSignalMatcher.JoinedOrRelatedIncident place = IncidentSignalMatcher.match(
                signal.signal(),
                signal.origin(),
                incidents.lockOpenByService(signal.signal().service()));
        return place.joined() == null
                ? new SignalResult(openIncident(signal, place.related()), SignalOutcome.OPENED)
                : join(place.joined(), signal);
    }

    /// Assigns a signal to a specific incident.
    ///
    /// @throws NotFoundException if the incident does not exist
    /// @throws ConflictException if the incident is resolved
    @Transactional
    public SignalResult recordSignalInto(String id, IncidentTriggerSignal signal) {
        incidents.lockService(signal.signal().service());
        Incident known = lock(id);
        if (!known.state().isOpen()) {
            throw new ConflictException(
                    ProblemCode.INVALID_INCIDENT_STATE,
                    "Incident " + id + " is " + known.state()
                            + ". You can reopen only mitigated incidents. The incident was not changed.",
                    "To declare a new incident, omit reopen.");
        }
        return join(known, signal);
    }

    /// Assigns a signal to its open incident, or opens one that is linked to the ended incident `over`.
    @Transactional
    public SignalResult recordSignalAfter(Incident over, IncidentTriggerSignal signal) {
        incidents.lockService(signal.signal().service());
        return IncidentSignalMatcher.findMatch(
                        signal.signal(),
                        incidents.lockOpenByService(signal.signal().service()))
                .map(known -> join(known, signal))
                .orElseGet(() -> new SignalResult(openIncident(signal, over), SignalOutcome.OPENED));
    }

    private Incident openIncident(IncidentTriggerSignal signal, @Nullable Incident related) {
        Incident alone = signal.applyToNew()
                .apply(Incident.open(
                        IdAndSecretGenerator.newId("i-"),
                        signal.signal(),
                        signal.title(),
                        signal.origin(),
                        signal.severity()));
        Incident fresh = related == null ? alone : alone.withRelated(related.id());
        incidents.insert(fresh, null);
        entries.insertIfAbsent(fresh.id(), signal.entry(), signal.entryName());
        audit(new AuditEvent(
                signal.actor(), "incident.opened", fresh.id(), signal.entry().text(), null, toJson(fresh)));
        if (related != null) {
            entries.insertIfAbsent(fresh.id(), link(signal, related), null);
            update(
                    related.id(),
                    new IncidentUpdateLogEntry(
                            signal.actor(), "related", link(signal, fresh).text()),
                    known -> known.withRelated(fresh.id()));
        }
        return fresh;
    }

    private static TimelineEntry link(IncidentTriggerSignal signal, Incident to) {
        return new TimelineEntry(
                signal.signal().at(),
                signal.actor(),
                "related",
                "Related incident: " + to.id() + " (" + to.severity().severity() + ", " + to.state() + "): "
                        + to.title());
    }

    private SignalResult join(Incident known, IncidentTriggerSignal signal) {
        Incident heard = known.withSignalAt(signal.signal().at())
                .withFlags(signal.signal().flags())
                .withSeverity(SeverityRule.worse(known.severity(), signal.severity()));
        Incident told = signal.applyToJoined().apply(heard);
        Incident joined = told.withSeverity(SeverityRule.worse(heard.severity(), told.severity()));
        boolean reopened = known.state() == IncidentState.MITIGATED && joined.state() == IncidentState.OPEN;
        TimelineEntry entry = signal.joinedEntry(reopened);
        entries.insertIfAbsent(known.id(), entry, signal.entryName());
        incidents.update(joined);
        if (!joined.equals(heard) || !joined.severity().equals(known.severity())) {
            audit(new AuditEvent(
                    signal.actor(),
                    "incident.joined",
                    known.id(),
                    entry.text(),
                    toJson(known, joined),
                    toJson(joined, known)));
        }
        return new SignalResult(joined, reopened ? SignalOutcome.REOPENED : SignalOutcome.JOINED);
    }

    /// Extends the time in which new signals join an incident, while one of its alerts fires. Ended incidents
    /// are unchanged.
    @Transactional
    public void extendActivity(String id, Instant at) {
        Incident known = lock(id);
        if (known.state().isOpen()) {
            incidents.update(known.withSignalAt(at));
        }
    }

    /// Adds an entry from outside to the timeline and applies its edit to the incident; does nothing if the
    /// timeline has the entry already.
    @Transactional
    public void amend(String id, TimelineEntry entry, String name, UnaryOperator<Incident> edit) {
        if (entries.hasEntry(id, name)) {
            return;
        }
        Incident before = lock(id);
        if (entries.insertIfAbsent(id, entry, name)) {
            Incident after = edit.apply(before);
            incidents.update(after);
            if (!after.equals(before)) {
                audit(new AuditEvent(
                        entry.source(),
                        "incident.amended",
                        id,
                        entry.text(),
                        toJson(before, after),
                        toJson(after, before)));
            }
        }
    }

    /// Corrects an incident with new data and adds an entry to the timeline; does nothing if the edit changes
    /// nothing.
    @Transactional
    public void correct(String id, TimelineEntry entry, UnaryOperator<Incident> edit) {
        Incident before = lock(id);
        Incident after = edit.apply(before);
        if (!after.equals(before)) {
            incidents.update(after);
            entries.insertIfAbsent(id, entry, null);
            audit(new AuditEvent(
                    entry.source(),
                    "incident.amended",
                    id,
                    entry.text(),
                    toJson(before, after),
                    toJson(after, before)));
        }
    }

    /// Finds the incident whose timeline has an entry with this key.
    public Optional<String> findByTimelineEntry(String name) {
        return Optional.ofNullable(entries.findIncident(name));
    }

    /// Returns all open or mitigated incidents.
    public List<Incident> listOpen() {
        return incidents.listOpen();
    }

    /// Applies a user's change to an incident.
    ///
    /// @throws NotFoundException if the incident does not exist
    @Transactional
    public Incident update(String id, IncidentUpdateLogEntry incidentUpdateLogEntry, UnaryOperator<Incident> edit) {
        Incident before = lock(id);
        Incident after = edit.apply(before);
        incidents.update(after);
        entries.insertIfAbsent(
                id,
                new TimelineEntry(
                        now(),
                        incidentUpdateLogEntry.actor(),
                        incidentUpdateLogEntry.kind(),
                        incidentUpdateLogEntry.text()),
                null);
        audit(new AuditEvent(
                incidentUpdateLogEntry.actor(),
                "incident." + incidentUpdateLogEntry.kind(),
                id,
                incidentUpdateLogEntry.reason(),
                toJson(before, after),
                toJson(after, before)));
        return after;
    }

    /// Locks an incident until the transaction ends and returns it.
    ///
    /// @throws NotFoundException if the incident does not exist
    public Incident lock(String id) {
        return incidents.lockById(id).orElseThrow(() -> notFound(id));
    }

    /// Returns the incident in its next state.
    ///
    /// @throws ConflictException with all unmet requirements of the state
    static Incident transition(Incident incident, IncidentState next) {
        List<IncidentStateValidator.Problem> missing = IncidentStateValidator.validate(incident, next);
        if (!missing.isEmpty()) {
            throw new ConflictException(
                    ProblemCode.INVALID_INCIDENT_STATE,
                    "Incident " + incident.id() + " cannot be " + next + ": "
                            + missing.getFirst().what() + (missing.size() == 1 ? "" : "; and more")
                            + ". The incident was not changed.",
                    "Add everything listed in problems and retry.",
                    missing.stream()
                            .map(one -> new ValidationError("", one.what(), one.remedy()))
                            .toList());
        }
        return incident.withState(next);
    }

    /// Returns the current time in the precision of the database.
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void audit(AuditEvent event) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                auditLog.append(event);
            }
        });
    }

    private static String toJson(Incident incident) {
        return JSON.writeValueAsString(incident);
    }

    /* An incident may have thousands of affected records; the audit log stores only the changed ones. */
    private static String toJson(Incident incident, Incident other) {
        Set<AffectedItem> same = Set.copyOf(other.affected());
        return toJson(incident.withAffectedItems(
                incident.affected().stream().filter(one -> !same.contains(one)).toList()));
    }

    static NotFoundException notFound(String id) {
        return new NotFoundException(
                ProblemCode.INCIDENT_NOT_FOUND,
                "Incident " + id + " does not exist.",
                "To list incidents: ./evenkeel incident list");
    }
}
