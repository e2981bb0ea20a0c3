// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.source;

import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.gate.GateEvaluation;
import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.engine.notification.EventKind;
import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.server.operations.notification.source.LastKnownStateRepository.LastKnownState;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.guard.RolloutGateQueries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Events about gates that say something else of a running rollout than before.
@Component
class GateStateEventSource {
    private static final String PREFIX = "gate/";
    private static final String PASS = "PASS";

    private final RolloutGateQueries gates;
    private final LastKnownStateRepository turns;

    GateStateEventSource(RolloutGateQueries gates, LastKnownStateRepository turns) {
        this.gates = gates;
        this.turns = turns;
    }

    /// Compares what gates say with what was known, and notes it. What nobody has asked yet stays as it was.
    List<Event> look(List<Rollout> running, ServiceGraph graph, Instant now) {
        Map<String, LastKnownState> known = new HashMap<>(turns.all(PREFIX));
        List<Event> events = new ArrayList<>();
        for (Rollout rollout : running) {
            String prefix = PREFIX + rollout.id() + "/";
            gates.lastSaid(rollout.id())
                    .ifPresent(report -> worst(report)
                            .forEach((gate, entry) -> turned(
                                            known.getOrDefault(prefix + gate, LastKnownState.NONE), rollout, entry)
                                    .ifPresent(turn -> {
                                        event(rollout, turn, entry, graph, now).ifPresent(events::add);
                                        turns.put(prefix + gate, turn, now);
                                    })));
            known.keySet().removeIf(subject -> subject.startsWith(prefix));
        }
        known.keySet().forEach(turns::delete);
        return events;
    }

    /* A gate may give several answers; the one that stands against the change counts. */
    private static Map<String, GateEvaluation.EvaluatedGate> worst(GateEvaluation report) {
        Map<String, GateEvaluation.EvaluatedGate> worst = new LinkedHashMap<>();
        report.entries()
                .forEach(entry -> worst.merge(
                        entry.answer().gate(),
                        entry,
                        (one, other) ->
                                value(one).equals(PASS) || (other.isClosed() && !one.isClosed()) ? other : one));
        return worst;
    }

    private static String value(GateEvaluation.EvaluatedGate entry) {
        return entry.override() == null ? entry.answer().verdict().name() : "OVERRIDDEN";
    }

    /* The first answer is no turn when it is a pass. */
    private static Optional<LastKnownState> turned(
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
                first ? "" : rollout.id() + ".gate." + entry.answer().gate() + "." + turn));
    }

    private static Optional<Event> event(
            Rollout rollout, LastKnownState turn, GateEvaluation.EvaluatedGate entry, ServiceGraph graph, Instant now) {
        if (turn.event().isEmpty()) {
            return Optional.empty();
        }
        String gate = entry.answer().gate();
        Event event = Event.of(
                        turn.event(),
                        EventKind.GATE_TURNED,
                        now,
                        RolloutEventFactory.about(rollout, graph, rollout.id() + ".gate." + gate),
                        entry.isClosed() ? EventSeverity.NOTICE : EventSeverity.INFO)
                .saying(
                        "Gate " + gate + " is " + (entry.isClosed() ? "closed" : "open") + " for " + rollout.flag(),
                        entry.answer().reason())
                .with("gate", gate)
                .with("verdict", turn.value())
                .with("required", Boolean.toString(entry.required()))
                .after(Event.Relation.CHANGE, RolloutEventFactory.startedId(rollout.id()));
        return Optional.of(RolloutEventFactory.named(event, rollout));
    }
}
