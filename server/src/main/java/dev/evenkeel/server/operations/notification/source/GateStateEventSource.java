// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.source;

import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.gate.GateEvaluation;
import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.engine.notification.EventKind;
import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.server.operations.notification.source.LastKnownStateRepository.LastKnownState;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.guard.CachedGateResultQueries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The source of events about changed gate results of running rollouts.
@Component
class GateStateEventSource {
    private static final String PREFIX = "gate/";
    private static final String PASS = "PASS";

    private final CachedGateResultQueries gates;
    private final LastKnownStateRepository lastKnownStates;

    GateStateEventSource(CachedGateResultQueries gates, LastKnownStateRepository lastKnownStates) {
        this.gates = gates;
        this.lastKnownStates = lastKnownStates;
    }

    /// Creates events for gates whose result differs from the last known one, and stores the new result. Gates
    /// that have not been evaluated yet keep their state.
    List<Event> detectChanges(List<Rollout> running, ServiceGraph graph, Instant now) {
        Map<String, LastKnownState> known = new HashMap<>(lastKnownStates.listByPrefix(PREFIX));
        List<Event> events = new ArrayList<>();
        for (Rollout rollout : running) {
            String prefix = PREFIX + rollout.id() + "/";
            gates.findLastEvaluation(rollout.id())
                    .ifPresent(evaluation -> worst(evaluation)
                            .forEach((gate, entry) -> findStateChange(
                                            known.getOrDefault(prefix + gate, LastKnownState.NONE), rollout, entry)
                                    .ifPresent(lastKnownState -> {
                                        event(rollout, lastKnownState, entry, graph, now)
                                                .ifPresent(events::add);
                                        lastKnownStates.save(prefix + gate, lastKnownState, now);
                                    })));
            known.keySet().removeIf(subject -> subject.startsWith(prefix));
        }
        known.keySet().forEach(lastKnownStates::delete);
        return events;
    }

    /* A gate may return several results; a denial takes precedence. */
    private static Map<String, GateEvaluation.EvaluatedGate> worst(GateEvaluation evaluation) {
        Map<String, GateEvaluation.EvaluatedGate> worst = new LinkedHashMap<>();
        evaluation
                .entries()
                .forEach(entry -> worst.merge(
                        entry.result().gate(),
                        entry,
                        (one, other) ->
                                value(one).equals(PASS) || (other.isClosed() && !one.isClosed()) ? other : one));
        return worst;
    }

    private static String value(GateEvaluation.EvaluatedGate entry) {
        return entry.override() == null ? entry.result().verdict().name() : "OVERRIDDEN";
    }

    /* An initial pass is not a change of state. */
    private static Optional<LastKnownState> findStateChange(
            LastKnownState before, Rollout rollout, GateEvaluation.EvaluatedGate entry) {
        String value = value(entry);
        if (value.equals(before.value())) {
            return Optional.empty();
        }
        boolean first = before.value().isEmpty() && value.equals(PASS);
        long turn = before.turns() + 1;
        return Optional.of(new LastKnownState(
                value,
                turn,
                first ? "" : rollout.id() + ".gate." + entry.result().gate() + "." + turn));
    }

    private static Optional<Event> event(
            Rollout rollout,
            LastKnownState lastKnownState,
            GateEvaluation.EvaluatedGate entry,
            ServiceGraph graph,
            Instant now) {
        if (lastKnownState.event().isEmpty()) {
            return Optional.empty();
        }
        String gate = entry.result().gate();
        Event event = Event.of(
                        lastKnownState.event(),
                        EventKind.GATE_STATE_CHANGED,
                        now,
                        RolloutEventFactory.createSubject(rollout, graph, rollout.id() + ".gate." + gate),
                        entry.isClosed() ? EventSeverity.NOTICE : EventSeverity.INFO)
                .withText(
                        "Gate " + gate + " is " + (entry.isClosed() ? "closed" : "open") + " for " + rollout.flag(),
                        entry.result().reason())
                .withFact("gate", gate)
                .withFact("verdict", lastKnownState.value())
                .withFact("required", Boolean.toString(entry.required()))
                .withLink(Event.RelatedEventRole.CHANGE, RolloutEventFactory.startedId(rollout.id()));
        return Optional.of(RolloutEventFactory.withRolloutDetails(event, rollout));
    }
}
