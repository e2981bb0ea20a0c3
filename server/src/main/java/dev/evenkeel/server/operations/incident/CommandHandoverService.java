// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceFlag;
import dev.evenkeel.engine.gate.GateEvaluation;
import dev.evenkeel.engine.incident.HandoverSummaryRenderer;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentRole;
import dev.evenkeel.server.foundation.catalog.ServiceCatalog;
import dev.evenkeel.server.gates.evaluation.GateEvaluationService;
import dev.evenkeel.server.gates.gate.GateContext;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutService;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Gives the command of an incident to another person, with what that person has to know. Thread-safe.
@Component
class CommandHandoverService {
    private final IncidentWriter book;
    private final IncidentService incidents;
    private final ServiceCatalog services;
    private final GateEvaluationService gates;
    private final RolloutService rollouts;

    CommandHandoverService(
            IncidentWriter book,
            IncidentService incidents,
            ServiceCatalog services,
            GateEvaluationService gates,
            RolloutService rollouts) {
        this.book = book;
        this.incidents = incidents;
        this.services = services;
        this.gates = gates;
        this.rollouts = rollouts;
    }

    /// Another one takes the command, with a summary of what there is to know, which is in the timeline too.
    ///
    /// @return the summary, Markdown
    String handOver(String id, JsonNode body, String who) {
        RequestFields order = RequestFields.read(body, Set.of("to"));
        String to = order.required("to", "say who takes the command");
        order.check();
        String summary = summary(incidents.get(id));
        book.change(
                id,
                new IncidentAction(who, "handed-over", "command goes to " + to + "\n" + summary),
                incident -> incident.with(incident.response().with(IncidentRole.COMMANDER, to)));
        return summary;
    }

    private String summary(Incident known) {
        Instant now = book.now();
        List<ServiceFlag> flags = services.graph()
                .find(known.service())
                .map(Service::flags)
                .map(List::copyOf)
                .orElse(List.of());
        var scene = new HandoverSummaryRenderer.HandoverContext(
                incidents.timeline(known.id()),
                incidents.suspicions(known),
                flags.stream()
                        .flatMap(flag -> closed(flag, known.service(), now))
                        .distinct()
                        .toList(),
                flags.stream()
                        .flatMap(flag -> rollouts.findRunning(flag.environment(), flag.flag()).stream())
                        .map(CommandHandoverService::words)
                        .toList(),
                incidents.checks(known.id()));
        return HandoverSummaryRenderer.summary(known, scene, now);
    }

    private Stream<String> closed(ServiceFlag flag, String service, Instant now) {
        var question = new GateContext(flag.environment(), flag.flag(), service, null, GateContext.NORMAL, "");
        return gates.report(question, now).closed().stream()
                .map(GateEvaluation.EvaluatedGate::answer)
                .map(answer -> answer.words() + " (" + flag.environment() + ")");
    }

    private static String words(Rollout rollout) {
        return "rollout " + rollout.id() + " of " + rollout.flag() + " from " + rollout.control() + " to "
                + rollout.candidate() + " is "
                + rollout.position().status().name().toLowerCase(Locale.ROOT)
                + " at step " + (rollout.position().step() + 1) + ", exposure "
                + rollout.position().exposure();
    }
}
