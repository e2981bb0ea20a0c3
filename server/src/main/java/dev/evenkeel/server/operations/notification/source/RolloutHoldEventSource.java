// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.source;

import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.engine.notification.EventKind;
import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.server.operations.notification.source.LastKnownStateRepository.LastKnownState;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The source of events about held rollouts, from their current state. A hold shorter than the interval between
/// two runs may be missed.
@Component
class RolloutHoldEventSource {
    private static final String PREFIX = "hold/";
    /* Not a guard decision: the guard could not evaluate the rollout. */
    private static final String EVALUATION_FAILED = "EVALUATION_FAILED";

    private final RolloutQueries rollouts;
    private final LastKnownStateRepository lastKnownStates;

    RolloutHoldEventSource(RolloutQueries rollouts, LastKnownStateRepository lastKnownStates) {
        this.rollouts = rollouts;
        this.lastKnownStates = lastKnownStates;
    }

    /// Creates events for rollouts whose hold differs from the last known one, and stores the new state.
    List<Event> detectChanges(List<Rollout> running, ServiceGraph graph, Instant now) {
        Map<String, LastKnownState> known = new HashMap<>(lastKnownStates.listByPrefix(PREFIX));
        List<Event> events = new ArrayList<>();
        for (Rollout rollout : running) {
            LastKnownState before =
                    Optional.ofNullable(known.remove(PREFIX + rollout.id())).orElse(LastKnownState.NONE);
            String value = value(rollout);
            if (!value.equals(before.value())) {
                end(rollout, before, graph, now).ifPresent(events::add);
                Optional<Event> begin = begin(rollout, value, before.turns() + 1, graph, now);
                begin.ifPresent(events::add);
                lastKnownStates.save(
                        PREFIX + rollout.id(),
                        new LastKnownState(
                                value, before.turns() + 1, begin.map(Event::id).orElse("")),
                        now);
            }
        }
        known.forEach((subject, before) -> {
            rollouts.find(subject.substring(PREFIX.length()))
                    .flatMap(rollout -> end(rollout, before, graph, now))
                    .ifPresent(events::add);
            lastKnownStates.delete(subject);
        });
        return events;
    }

    private static String value(Rollout rollout) {
        if (rollout.evaluationError() != null) {
            return EVALUATION_FAILED;
        }
        HoldKind hold = rollout.position().hold();
        return hold == null
                        || (requiresPerson(hold.name()) && rollout.position().approved())
                ? ""
                : hold.name();
    }

    private static boolean requiresPerson(String hold) {
        return switch (hold) {
            case "APPROVAL", "BREACH", "POINT_OF_NO_RETURN" -> true;
            default -> false;
        };
    }

    /* The id of an approval request contains the number of decisions: the response is among later ones. */
    private Optional<Event> begin(Rollout rollout, String hold, long turn, ServiceGraph graph, Instant now) {
        if (hold.isEmpty()) {
            return Optional.empty();
        }
        Optional<RolloutDecision> decision = hold.equals(EVALUATION_FAILED) ? Optional.empty() : findLastHold(rollout);
        boolean person = requiresPerson(hold);
        String id = rollout.id() + (person ? ".approval." + rollout.position().decisions() : ".hold." + turn);
        String why = decision.map(RolloutDecision::reason).orElse(String.valueOf(rollout.evaluationError()));
        Event begin = Event.of(
                        id,
                        person ? EventKind.APPROVAL_REQUESTED : EventKind.HELD,
                        decision.map(RolloutDecision::at).orElse(now),
                        RolloutEventFactory.createSubject(rollout, graph, id),
                        severity(hold))
                .withText(title(rollout, hold), why);
        return Optional.of(withHoldDetails(begin, rollout, hold));
    }

    private Optional<Event> end(Rollout rollout, LastKnownState before, ServiceGraph graph, Instant now) {
        if (before.event().isEmpty()) {
            return Optional.empty();
        }
        boolean person = requiresPerson(before.value());
        String approver = person ? findApprover(rollout, before.event()) : "";
        Event end = Event.of(
                        before.event() + ".ended",
                        person ? EventKind.APPROVAL_CLOSED : EventKind.HOLD_ENDED,
                        now,
                        RolloutEventFactory.createSubject(rollout, graph, before.event()),
                        EventSeverity.INFO)
                .withText(
                        rollout.flag() + (person ? " no longer waits for approval" : " is no longer on hold"),
                        describeEnd(rollout, approver))
                .withLink(Event.RelatedEventRole.START, before.event());
        return Optional.of(withHoldDetails(end, rollout, before.value())
                .withFact("answer", !person ? "" : approver.isEmpty() ? "cancelled" : "approved")
                .withFact("by", approver));
    }

    private static String describeEnd(Rollout rollout, String approver) {
        if (!approver.isEmpty()) {
            return approver + " approved.";
        }
        return rollout.status().isEnded()
                ? "The rollout has ended: "
                        + rollout.status().name().toLowerCase(Locale.ROOT).replace('_', ' ') + "."
                : "The reason for the hold has ended or changed.";
    }

    private static Event withHoldDetails(Event event, Rollout rollout, String hold) {
        return RolloutEventFactory.withRolloutDetails(event, rollout)
                .withFact("hold", hold)
                .withFact("exposure", rollout.position().exposure().toString())
                .withFact("author", rollout.change().author())
                .withLink(Event.RelatedEventRole.CHANGE, RolloutEventFactory.startedId(rollout.id()));
    }

    /* Returns who approved since the request; empty for none. */
    private String findApprover(Rollout rollout, String asked) {
        long since = Long.parseLong(asked.substring(asked.lastIndexOf('.') + 1));
        return rollouts.listDecisions(rollout).stream()
                .filter(decision -> decision.number() > since)
                .flatMap(decision -> decision.approver().stream())
                .reduce((first, second) -> second)
                .orElse("");
    }

    private Optional<RolloutDecision> findLastHold(Rollout rollout) {
        return rollouts.listDecisions(rollout).stream()
                .filter(decision -> decision.kind() == RolloutDecisionKind.HOLD)
                .reduce((first, second) -> second);
    }

    private static String title(Rollout rollout, String hold) {
        if (requiresPerson(hold)) {
            return rollout.flag() + " waits for approval at "
                    + rollout.position().exposure();
        }
        return hold.equals(EVALUATION_FAILED)
                ? rollout.flag() + " cannot be evaluated"
                : rollout.flag() + " is on hold at " + rollout.position().exposure();
    }

    private static EventSeverity severity(String hold) {
        return switch (hold) {
            case "DWELL", "INSUFFICIENT_EVIDENCE", "SETTLING" -> EventSeverity.INFO;
            case "APPROVAL" -> EventSeverity.NOTICE;
            case "POINT_OF_NO_RETURN" -> EventSeverity.PAGE;
            default -> EventSeverity.TICKET;
        };
    }
}
