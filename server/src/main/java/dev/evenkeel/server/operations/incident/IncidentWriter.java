// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.AffectedItem;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentMatcher;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.incident.IncidentStateValidator;
import dev.evenkeel.engine.incident.SeverityRule;
import dev.evenkeel.engine.incident.TimelineEntry;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.secrets.IdGenerator;
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

/// Writes incidents: record, timeline and ledger in one transaction. The ledger comes last, just before the
/// commit: rollbacks write there too, and must not wait behind one who waits for something else.
/// Thread-safe.
@Component
public class IncidentWriter {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final IncidentRepository incidents;
    private final IncidentTimelineRepository entries;
    private final AuditLog ledger;
    private final Clock clock;

    IncidentWriter(IncidentRepository incidents, IncidentTimelineRepository entries, AuditLog ledger, Clock clock) {
        this.incidents = incidents;
        this.entries = entries;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// What became of a signal.
    public record SignalResult(Incident incident, SignalOutcome outcome) {
        /// Whether it began the incident.
        public boolean fresh() {
            return outcome == SignalOutcome.OPENED;
        }
    }

    /// What a signal does to its incident.
    enum SignalOutcome {
        /// It began it.
        OPENED,
        /// It joined it.
        JOINED,
        /// It joined a mitigated one, which is open again.
        REOPENED
    }

    /// Lets a signal join its incident, or begins one, linked to the mitigated one that is related.
    @Transactional
    public SignalResult take(IncomingSignal arrival) {
        incidents.lockService(arrival.signal().service());
        String name = arrival.entryName();
        Optional<Incident> told =
                name == null ? Optional.empty() : incidentOf(name).map(this::lock);
        if (told.isPresent()) {
            return new SignalResult(told.get(), SignalOutcome.JOINED);
        }
        IncidentMatcher.Match place = IncidentMatcher.place(
                arrival.signal(),
                arrival.origin(),
                incidents.lockOpen(arrival.signal().service()));
        return place.joined() == null
                ? new SignalResult(begin(arrival, place.related()), SignalOutcome.OPENED)
                : join(place.joined(), arrival);
    }

    /// Lets a signal join an incident, whatever others there are.
    ///
    /// @throws NotFoundException when there is none
    /// @throws ConflictException when it is resolved
    @Transactional
    public SignalResult takeInto(String id, IncomingSignal arrival) {
        incidents.lockService(arrival.signal().service());
        Incident known = lock(id);
        if (!known.state().isOpen()) {
            throw new ConflictException(
                    ProblemCode.INCIDENT_STATE,
                    "Incident " + id + " is " + known.state()
                            + ". Only a mitigated incident can be reopened. Nothing was changed.",
                    "Leave out reopen to declare a new incident.");
        }
        return join(known, arrival);
    }

    /// Lets a signal join its incident, or begins one that is linked to an incident that is over.
    @Transactional
    public SignalResult takeAfter(Incident over, IncomingSignal arrival) {
        incidents.lockService(arrival.signal().service());
        return IncidentMatcher.find(
                        arrival.signal(), incidents.lockOpen(arrival.signal().service()))
                .map(known -> join(known, arrival))
                .orElseGet(() -> new SignalResult(begin(arrival, over), SignalOutcome.OPENED));
    }

    private Incident begin(IncomingSignal arrival, @Nullable Incident related) {
        Incident alone = arrival.fresh()
                .apply(Incident.open(
                        IdGenerator.id("i-"), arrival.signal(), arrival.title(), arrival.origin(), arrival.severity()));
        Incident fresh = related == null ? alone : alone.relatedTo(related.id());
        incidents.insert(fresh, null);
        entries.add(fresh.id(), arrival.entry(), arrival.entryName());
        note(new AuditEvent(
                arrival.who(), "incident.opened", fresh.id(), arrival.entry().words(), null, json(fresh)));
        if (related != null) {
            entries.add(fresh.id(), link(arrival, related), null);
            change(
                    related.id(),
                    new IncidentAction(
                            arrival.who(), "related", link(arrival, fresh).words()),
                    known -> known.relatedTo(fresh.id()));
        }
        return fresh;
    }

    private static TimelineEntry link(IncomingSignal arrival, Incident to) {
        return new TimelineEntry(
                arrival.signal().at(),
                arrival.who(),
                "related",
                "Related incident: " + to.id() + " (" + to.severity().severity() + ", " + to.state() + "): "
                        + to.title());
    }

    private SignalResult join(Incident known, IncomingSignal arrival) {
        Incident heard = known.heard(arrival.signal().at())
                .about(arrival.signal().flags())
                .graded(SeverityRule.worse(known.severity(), arrival.severity()));
        Incident told = arrival.joined().apply(heard);
        Incident joined = told.graded(SeverityRule.worse(heard.severity(), told.severity()));
        boolean reopened = known.state() == IncidentState.MITIGATED && joined.state() == IncidentState.OPEN;
        TimelineEntry entry = arrival.entryOfJoined(reopened);
        entries.add(known.id(), entry, arrival.entryName());
        incidents.save(joined);
        if (!joined.equals(heard) || !joined.severity().equals(known.severity())) {
            note(new AuditEvent(
                    arrival.who(),
                    "incident.joined",
                    known.id(),
                    entry.words(),
                    json(known, joined),
                    json(joined, known)));
        }
        return new SignalResult(joined, reopened ? SignalOutcome.REOPENED : SignalOutcome.JOINED);
    }

    /// An incident goes on to be heard of as long as an alert of it fires: what comes next joins it, however
    /// long it lasts. One that is over stays as it is.
    @Transactional
    public void stillHeard(String id, Instant at) {
        Incident known = lock(id);
        if (known.state().isOpen()) {
            incidents.save(known.heard(at));
        }
    }

    /// Adds to the timeline what came from outside, and what follows from it to the record; nothing when
    /// that is in the timeline already.
    @Transactional
    public void amend(String id, TimelineEntry entry, String name, UnaryOperator<Incident> edit) {
        if (entries.knows(id, name)) {
            return;
        }
        Incident before = lock(id);
        if (entries.add(id, entry, name)) {
            Incident after = edit.apply(before);
            incidents.save(after);
            if (!after.equals(before)) {
                note(new AuditEvent(
                        entry.source(),
                        "incident.amended",
                        id,
                        entry.words(),
                        json(before, after),
                        json(after, before)));
            }
        }
    }

    /// Corrects an incident by what came to be known, and says so in its timeline; nothing when it is so
    /// already.
    @Transactional
    public void correct(String id, TimelineEntry entry, UnaryOperator<Incident> edit) {
        Incident before = lock(id);
        Incident after = edit.apply(before);
        if (!after.equals(before)) {
            incidents.save(after);
            entries.add(id, entry, null);
            note(new AuditEvent(
                    entry.source(), "incident.amended", id, entry.words(), json(before, after), json(after, before)));
        }
    }

    /// The incident that has an entry of this name in its timeline.
    public Optional<String> incidentOf(String name) {
        return Optional.ofNullable(entries.incidentOf(name));
    }

    /// All that are open.
    public List<Incident> open() {
        return incidents.open();
    }

    /// Changes an incident as somebody orders.
    ///
    /// @throws NotFoundException when there is none
    @Transactional
    public Incident change(String id, IncidentAction deed, UnaryOperator<Incident> edit) {
        Incident before = lock(id);
        Incident after = edit.apply(before);
        incidents.save(after);
        entries.add(id, new TimelineEntry(now(), deed.who(), deed.kind(), deed.words()), null);
        note(new AuditEvent(
                deed.who(), "incident." + deed.kind(), id, deed.reason(), json(before, after), json(after, before)));
        return after;
    }

    /// The incident, locked for the rest of the transaction.
    ///
    /// @throws NotFoundException when there is none
    public Incident lock(String id) {
        return incidents.lock(id).orElseThrow(() -> notFound(id));
    }

    /// The incident in its next state.
    ///
    /// @throws ConflictException with everything that the state needs and does not have
    static Incident enter(Incident incident, IncidentState next) {
        List<IncidentStateValidator.Problem> missing = IncidentStateValidator.missing(incident, next);
        if (!missing.isEmpty()) {
            throw new ConflictException(
                    ProblemCode.INCIDENT_STATE,
                    "Incident " + incident.id() + " cannot be " + next + ": "
                            + missing.getFirst().what() + (missing.size() == 1 ? "" : "; and more")
                            + ". Nothing was changed.",
                    "Add what is listed in problems and try again.",
                    missing.stream()
                            .map(one -> new Problem.FieldError("", one.what(), one.remedy()))
                            .toList());
        }
        return incident.in(next);
    }

    /// The present, as precise as the database keeps it.
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void note(AuditEvent event) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                ledger.append(event);
            }
        });
    }

    private static String json(Incident incident) {
        return JSON.writeValueAsString(incident);
    }

    /* There may be thousands of affected; the ledger gets those that differ. */
    private static String json(Incident incident, Incident other) {
        Set<AffectedItem> same = Set.copyOf(other.affected());
        return json(incident.affecting(
                incident.affected().stream().filter(one -> !same.contains(one)).toList()));
    }

    static NotFoundException notFound(String id) {
        return new NotFoundException(
                ProblemCode.INCIDENT_NOT_FOUND,
                "There is no incident " + id + ".",
                "GET /api/v1/incidents lists all of them.");
    }
}
