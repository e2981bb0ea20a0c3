// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.source;

import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.engine.notification.EventKind;
import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.server.operations.notification.source.LastKnownStateRepository.LastKnownState;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionKind;
import dev.evenkeel.server.rollouts.rollout.RolloutService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Events about rollouts that stay where they are, made of how they stand. A hold shorter than a round of looks
/// may go unnoticed.
@Component
class RolloutHoldEventSource {
    private static final String PREFIX = "hold/";
    /* Not a decision of the guard: it cannot decide. */
    private static final String UNJUDGED = "UNJUDGED";

    private final RolloutService rollouts;
    private final LastKnownStateRepository turns;

    RolloutHoldEventSource(RolloutService rollouts, LastKnownStateRepository turns) {
        this.rollouts = rollouts;
        this.turns = turns;
    }

    /// Compares how rollouts stand with what was known, and notes it.
    List<Event> look(List<Rollout> running, ServiceGraph graph, Instant now) {
        Map<String, LastKnownState> known = new HashMap<>(turns.all(PREFIX));
        List<Event> events = new ArrayList<>();
        for (Rollout rollout : running) {
            LastKnownState before =
                    Optional.ofNullable(known.remove(PREFIX + rollout.id())).orElse(LastKnownState.NONE);
            String value = value(rollout);
            if (!value.equals(before.value())) {
                end(rollout, before, graph, now).ifPresent(events::add);
                Optional<Event> begin = begin(rollout, value, before.turns() + 1, graph, now);
                begin.ifPresent(events::add);
                turns.put(
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
            turns.delete(subject);
        });
        return events;
    }

    private static String value(Rollout rollout) {
        if (rollout.trouble() != null) {
            return UNJUDGED;
        }
        HoldKind hold = rollout.position().hold();
        return hold == null
                        || (asksForAPerson(hold.name()) && rollout.position().approved())
                ? ""
                : hold.name();
    }

    private static boolean asksForAPerson(String hold) {
        return switch (hold) {
            case "APPROVAL", "BREACH", "NO_RETURN" -> true;
            default -> false;
        };
    }

    /* A wish for approval is named by the decision that asks, so that its answer is found among those after it. */
    private Optional<Event> begin(Rollout rollout, String hold, long turn, ServiceGraph graph, Instant now) {
        if (hold.isEmpty()) {
            return Optional.empty();
        }
        Optional<RolloutDecision> decision = hold.equals(UNJUDGED) ? Optional.empty() : lastHold(rollout);
        boolean person = asksForAPerson(hold);
        String id = rollout.id() + (person ? ".approval." + rollout.position().decisions() : ".hold." + turn);
        String why = decision.map(RolloutDecision::reason).orElse(String.valueOf(rollout.trouble()));
        Event begin = Event.of(
                        id,
                        person ? EventKind.APPROVAL_WANTED : EventKind.HELD,
                        decision.map(RolloutDecision::at).orElse(now),
                        RolloutEventFactory.about(rollout, graph, id),
                        severity(hold))
                .saying(title(rollout, hold), why);
        return Optional.of(told(begin, rollout, hold));
    }

    private Optional<Event> end(Rollout rollout, LastKnownState before, ServiceGraph graph, Instant now) {
        if (before.event().isEmpty()) {
            return Optional.empty();
        }
        boolean person = asksForAPerson(before.value());
        String approver = person ? approver(rollout, before.event()) : "";
        Event end = Event.of(
                        before.event() + ".ended",
                        person ? EventKind.APPROVAL_CLOSED : EventKind.HOLD_ENDED,
                        now,
                        RolloutEventFactory.about(rollout, graph, before.event()),
                        EventSeverity.INFO)
                .saying(
                        rollout.flag() + (person ? " waits for nobody any more" : " no longer holds"),
                        how(rollout, approver))
                .after(Event.Relation.BEGIN, before.event());
        return Optional.of(told(end, rollout, before.value())
                .with("answer", !person ? "" : approver.isEmpty() ? "cancelled" : "approved")
                .with("by", approver));
    }

    private static String how(Rollout rollout, String approver) {
        if (!approver.isEmpty()) {
            return approver + " approved.";
        }
        return rollout.status().ended()
                ? "The rollout has ended: "
                        + rollout.status().name().toLowerCase(Locale.ROOT).replace('_', ' ') + "."
                : "What it waited for is there, or it waits for something else now.";
    }

    private static Event told(Event event, Rollout rollout, String hold) {
        return RolloutEventFactory.named(event, rollout)
                .with("hold", hold)
                .with("exposure", rollout.position().exposure().toString())
                .with("author", rollout.change().author())
                .after(Event.Relation.CHANGE, RolloutEventFactory.startedId(rollout.id()));
    }

    /* Who approved since it was asked for; empty for nobody. */
    private String approver(Rollout rollout, String asked) {
        long since = Long.parseLong(asked.substring(asked.lastIndexOf('.') + 1));
        return rollouts.decisions(rollout).stream()
                .filter(decision -> decision.number() > since)
                .flatMap(decision -> decision.approver().stream())
                .reduce((first, second) -> second)
                .orElse("");
    }

    private Optional<RolloutDecision> lastHold(Rollout rollout) {
        return rollouts.decisions(rollout).stream()
                .filter(decision -> decision.kind() == RolloutDecisionKind.HOLD)
                .reduce((first, second) -> second);
    }

    private static String title(Rollout rollout, String hold) {
        if (asksForAPerson(hold)) {
            return rollout.flag() + " waits for a person at "
                    + rollout.position().exposure();
        }
        return hold.equals(UNJUDGED)
                ? rollout.flag() + " cannot be judged"
                : rollout.flag() + " holds at " + rollout.position().exposure();
    }

    private static EventSeverity severity(String hold) {
        return switch (hold) {
            case "DWELL", "PROOF", "SETTLING" -> EventSeverity.INFO;
            case "APPROVAL" -> EventSeverity.NOTICE;
            case "NO_RETURN" -> EventSeverity.PAGE;
            default -> EventSeverity.TICKET;
        };
    }
}
