// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.api.IncidentApi.HandOverIncidentRequest;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceFlag;
import dev.evenkeel.engine.gate.GateEvaluation;
import dev.evenkeel.engine.incident.HandoverSummaryRenderer;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentRole;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.gates.evaluation.GateEvaluationService;
import dev.evenkeel.server.gates.gate.GateContext;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// The service that hands over the command of an incident, with a summary for the new incident commander.
/// Thread-safe.
@Component
class CommandHandoverService {
    private final IncidentWriter writer;
    private final IncidentQueries incidents;
    private final ServiceCatalogService services;
    private final GateEvaluationService gates;
    private final RolloutQueries rollouts;

    CommandHandoverService(
            IncidentWriter writer,
            IncidentQueries incidents,
            ServiceCatalogService services,
            GateEvaluationService gates,
            RolloutQueries rollouts) {
        this.writer = writer;
        this.incidents = incidents;
        this.services = services;
        this.gates = gates;
        this.rollouts = rollouts;
    }

    /// Sets a new incident commander and adds a summary of the incident to the timeline.
    ///
    /// @return the summary, Markdown
    String handOver(String id, JsonRequest<HandOverIncidentRequest> body, String who) {
        String commander = body.orThrow("Nothing was changed.").commander().strip();
        String summary = buildSummary(incidents.get(id));
        writer.update(
                id,
                new IncidentUpdateLogEntry(who, "handed-over", "command handed over to " + commander + "\n" + summary),
                incident -> incident.withResponse(incident.response().withRole(IncidentRole.COMMANDER, commander)));
        return summary;
    }

    private String buildSummary(Incident known) {
        Instant now = writer.now();
        List<ServiceFlag> flags = services.graph()
                .find(known.service())
                .map(Service::flags)
                .map(List::copyOf)
                .orElse(List.of());
        var handoverContext = new HandoverSummaryRenderer.HandoverContext(
                incidents.listTimeline(known.id()),
                incidents.suspectedChanges(known),
                flags.stream()
                        .flatMap(flag -> listClosedGates(flag, known.service(), now))
                        .distinct()
                        .toList(),
                flags.stream()
                        .flatMap(flag -> rollouts.findRunningByFlag(flag.environment(), flag.flag()).stream())
                        .map(CommandHandoverService::describe)
                        .toList(),
                incidents.followUpChecks(known.id()));
        return HandoverSummaryRenderer.render(known, handoverContext, now);
    }

    private Stream<String> listClosedGates(ServiceFlag flag, String service, Instant now) {
        var context = new GateContext(flag.environment(), flag.flag(), service, null, GateContext.NORMAL, "");
        return gates.evaluate(context, now).closedGates().stream()
                .map(GateEvaluation.EvaluatedGate::result)
                .map(result -> result.describe() + " (" + flag.environment() + ")");
    }

    private static String describe(Rollout rollout) {
        return "rollout " + rollout.id() + " of " + rollout.flag() + " from " + rollout.control() + " to "
                + rollout.candidate() + " is "
                + rollout.position().status().name().toLowerCase(Locale.ROOT)
                + " at step " + (rollout.position().step() + 1) + ", exposure "
                + rollout.position().exposure();
    }
}
