// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.source;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.engine.notification.EventKind;
import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.engine.slo.ObjectiveStatus;
import dev.evenkeel.server.operations.notification.source.LastKnownStateRepository.LastKnownState;
import dev.evenkeel.server.operations.slo.RecordedObjectiveState;
import dev.evenkeel.server.operations.slo.SloQueries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// The source of events about state changes of SLO objectives, from the error budget history.
@Component
class BudgetStateEventSource {
    private static final String PREFIX = "budget/";
    private static final Duration LATELY = Duration.ofHours(2);

    private final SloQueries slos;
    private final LastKnownStateRepository lastKnownStates;

    BudgetStateEventSource(SloQueries slos, LastKnownStateRepository lastKnownStates) {
        this.slos = slos;
        this.lastKnownStates = lastKnownStates;
    }

    /// Creates events for objectives whose state differs from the last known one, and stores the new state.
    List<Event> detectChanges(Instant now) {
        Map<String, LastKnownState> known = lastKnownStates.listByPrefix(PREFIX);
        List<Event> events = new ArrayList<>();
        for (RecordedObjectiveState state : slos.listStates(now.minus(LATELY))) {
            String name = state.slo() + "/" + state.objective();
            LastKnownState before = known.getOrDefault(PREFIX + name, LastKnownState.NONE);
            String value = state.state().name();
            if (!value.equals(before.value())) {
                boolean told = !before.value().isEmpty() || state.state() == ObjectiveStatus.State.SPENT;
                long turn = before.turns() + 1;
                String id = told ? "budget." + name.replace('/', '.') + "." + turn : "";
                lastKnownStates.save(PREFIX + name, new LastKnownState(value, turn, id), now);
                if (told) {
                    events.add(event(id, state, before.value(), now));
                }
            }
        }
        return events;
    }

    private static Event event(String id, RecordedObjectiveState state, String before, Instant now) {
        var about = new Event.Subject(
                state.service(),
                "",
                "slo:" + state.slo(),
                "budget:" + state.slo() + "/" + state.objective(),
                "/slos/" + state.slo());
        Double left = state.remaining();
        String remaining = left == null ? "" : QuantityFormatter.formatPercent(left);
        return Event.of(id, EventKind.SLO_BUDGET_STATE_CHANGED, now, about, severity(state.state()))
                .withText(
                        "SLO " + state.slo() + ", " + state.objective() + ": " + describe(state.state()),
                        remaining.isEmpty()
                                ? "The remaining error budget is unknown."
                                : remaining + " of the error budget is left.")
                .withFact("objective", state.objective())
                .withFact("state", state.state().name())
                .withFact("before", before)
                .withFact("remaining", remaining);
    }

    private static String describe(ObjectiveStatus.State state) {
        return switch (state) {
            case OK -> "within error budget";
            case BURNING -> "burning its error budget too fast";
            case SPENT -> "error budget spent";
            case NO_DATA -> "no data";
            case SOURCE_FAILED -> "data source does not respond";
        };
    }

    private static EventSeverity severity(ObjectiveStatus.State state) {
        return switch (state) {
            case SPENT -> EventSeverity.TICKET;
            case NO_DATA, SOURCE_FAILED -> EventSeverity.NOTICE;
            case OK, BURNING -> EventSeverity.INFO;
        };
    }
}
