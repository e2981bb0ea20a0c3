// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.source;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.engine.notification.EventKind;
import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The factory of events from audit entries about rollouts. Thread-safe.
@Component
class RolloutEventFactory {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String STARTED = "rollout.started";

    private final RolloutQueries rollouts;

    RolloutEventFactory(RolloutQueries rollouts) {
        this.rollouts = rollouts;
    }

    /// Returns the event subject for a rollout.
    ///
    /// @param topic topic that groups related events
    static Event.Subject createSubject(Rollout rollout, ServiceGraph graph, String topic) {
        String service = Optional.ofNullable(rollout.change().service())
                .or(() ->
                        graph.findByFlag(rollout.environment(), rollout.flag()).map(Service::key))
                .orElse(Service.UNASSIGNED);
        return new Event.Subject(
                service, rollout.environment(), subject(rollout.id()), topic, "/rollouts/" + rollout.id());
    }

    static String subject(String rollout) {
        return "rollout:" + rollout;
    }

    /// Returns the id of the event for the start of a rollout.
    static String startedId(String rollout) {
        return rollout + ".started";
    }

    /// Returns the id of the event for the rollback of a rollout.
    static String rolledBackId(String rollout) {
        return rollout + ".rolled-back";
    }

    /// Adds the flag and the variants of a rollout to an event.
    static Event withRolloutDetails(Event event, Rollout rollout) {
        return event.withFact("flag", rollout.flag())
                .withFact("control", rollout.control())
                .withFact("candidate", rollout.candidate());
    }

    /// Creates the events of an audit entry: none, one or two.
    List<Event> createEvents(AuditEntry entry, ServiceGraph graph) {
        Optional<Rollout> found = rollouts.find(entry.subject());
        if (found.isEmpty()) {
            return List.of();
        }
        Rollout rollout = found.get();
        Event.Subject about = createSubject(rollout, graph, subject(rollout.id()));
        if (entry.action().equals(STARTED)) {
            return List.of(started(entry, rollout, about));
        }
        return findDecision(entry).stream()
                .flatMap(decision -> decided(entry, rollout, decision, about))
                .toList();
    }

    private static Event started(AuditEntry entry, Rollout rollout, Event.Subject about) {
        String why = entry.reason().isBlank() ? "No reason given." : entry.reason();
        return withRolloutDetails(
                        Event.of(
                                        startedId(rollout.id()),
                                        EventKind.ROLLOUT_STARTED,
                                        entry.at(),
                                        about,
                                        EventSeverity.INFO)
                                .withText(
                                        "Rollout of " + rollout.flag() + " from " + rollout.control() + " to "
                                                + rollout.candidate() + " started",
                                        why),
                        rollout)
                .withFact("plan", rollout.plan().name())
                .withFact("class", rollout.change().changeClass())
                .withFact("by", entry.actor());
    }

    /* The audit entry and the decision were written in one transaction, with the same text. */
    private Optional<RolloutDecision> findDecision(AuditEntry entry) {
        JsonNode after = JSON.readTree(Objects.requireNonNullElse(entry.after(), "{}"));
        long revision = after.path("revision").asLong(-1);
        long tick = after.path("tick").asLong(-1);
        return rollouts.listDecisions(entry.subject()).stream()
                .filter(decision -> decision.kind() != RolloutDecisionKind.HOLD
                        && decision.revision() == revision
                        && decision.tick() == tick
                        && decision.reason().equals(entry.reason()))
                .findFirst();
    }

    private static Stream<Event> decided(
            AuditEntry entry, Rollout rollout, RolloutDecision decision, Event.Subject about) {
        String what = decision.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String id = rollout.id() + ".decision." + decision.number();
        Event noted = decorated(
                        Event.of(id, EventKind.DECIDED, decision.at(), about, EventSeverity.INFO)
                                .withText(rollout.flag() + ": " + what, decision.reason()),
                        rollout,
                        decision)
                .withFact("decision", what)
                .withFact("by", entry.actor())
                .withFact("replay", "/api/v1/rollouts/" + rollout.id() + "/replay");
        return Stream.concat(
                Stream.of(noted),
                effect(rollout, decision, about)
                        .map(event -> decorated(event, rollout, decision).withLink(Event.RelatedEventRole.DECISION, id))
                        .map(event -> event.withFact("by", entry.actor()))
                        .stream());
    }

    private static Event decorated(Event event, Rollout rollout, RolloutDecision decision) {
        String evidenceAt =
                decision.evidenceAt() == null ? "" : decision.evidenceAt().toString();
        return withRolloutDetails(event, rollout)
                .withFact("exposure", decision.exposure().toString())
                .withFact("step", Integer.toString(decision.toStep() + 1))
                .withFact("tick", Long.toString(decision.tick()))
                .withFact("revision", Long.toString(decision.revision()))
                .withFact("evidenceAt", evidenceAt)
                .withLink(Event.RelatedEventRole.CHANGE, startedId(rollout.id()));
    }

    private static Optional<Event> effect(Rollout rollout, RolloutDecision decision, Event.Subject about) {
        String exposed = rollout.flag() + ": " + decision.exposure() + " on " + rollout.candidate();
        return switch (decision.kind()) {
            case START, ADVANCE, CONFIRM -> Optional.of(stepped(rollout, decision, about, EventSeverity.INFO, exposed));
            case STEP_BACK ->
                Optional.of(stepped(rollout, decision, about, EventSeverity.NOTICE, exposed + " (reduced)"));
            case ROLL_BACK ->
                Optional.of(
                        rolledBack(rollout, decision, about, EventSeverity.TICKET, " was rolled back by the guard"));
            case ABORT ->
                Optional.of(rolledBack(rollout, decision, about, EventSeverity.NOTICE, " was aborted by a user"));
            case COMPLETE ->
                Optional.of(Event.of(
                                rollout.id() + ".completed",
                                EventKind.COMPLETED,
                                decision.at(),
                                about,
                                EventSeverity.INFO)
                        .withText(
                                "Rollout of " + rollout.flag() + " to " + rollout.candidate() + " completed",
                                decision.reason()));
            case HOLD, OBSERVE, APPROVE -> Optional.empty();
        };
    }

    private static Event stepped(
            Rollout rollout, RolloutDecision decision, Event.Subject about, EventSeverity severity, String title) {
        return Event.of(
                        rollout.id() + ".step." + decision.number(),
                        EventKind.EXPOSURE_CHANGED,
                        decision.at(),
                        about,
                        severity)
                .withText(title, decision.reason());
    }

    private static Event rolledBack(
            Rollout rollout, RolloutDecision decision, Event.Subject about, EventSeverity severity, String how) {
        return Event.of(rolledBackId(rollout.id()), EventKind.ROLLED_BACK, decision.at(), about, severity)
                .withText("Rollout of " + rollout.flag() + " to " + rollout.candidate() + how, decision.reason());
    }
}
