// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.incident;

import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.gate.GateReport;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.catalog.Services;
import dev.evenkeel.server.gate.GateQuestion;
import dev.evenkeel.server.gate.Gates;
import dev.evenkeel.server.rollout.Rollout;
import dev.evenkeel.server.rollout.Rollouts;
import dev.evenkeel.server.slo.SloConsequences;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Incidents that SLOs have opened, and running rollouts that their budgets and incidents hold back. Thread-safe.
@Component
class IncidentConsequences implements SloConsequences {
    private static final Set<String> GATES = Set.of("budget", "incidents");

    private final BurnReader burns;
    private final AlertTable alerts;
    private final IncidentTable incidents;
    private final Rollouts rollouts;
    private final Services services;
    private final Gates gates;
    private final Clock clock;

    IncidentConsequences(
            BurnReader burns,
            AlertTable alerts,
            IncidentTable incidents,
            Rollouts rollouts,
            Services services,
            Gates gates,
            Clock clock) {
        this.burns = burns;
        this.alerts = alerts;
        this.incidents = incidents;
        this.rollouts = rollouts;
        this.services = services;
        this.gates = gates;
        this.clock = clock;
    }

    @Override
    public List<String> of(List<Slo> slos) {
        burns.read();
        Set<String> names = slos.stream().map(Slo::name).collect(Collectors.toSet());
        Stream<String> opened = alerts.incidentsBurning(names).stream()
                .flatMap(id -> incidents.find(id).stream())
                .filter(incident -> incident.state().isOpen())
                .map(IncidentConsequences::words);
        ServiceGraph graph = services.graph();
        Set<String> owners = slos.stream().map(Slo::service).collect(Collectors.toSet());
        Stream<String> held = rollouts.running().stream().flatMap(rollout -> held(rollout, graph, owners));
        return Stream.concat(opened, held).toList();
    }

    private static String words(Incident incident) {
        return "Incident " + incident.id() + " (" + incident.severity().severity() + ") is " + incident.state() + ": "
                + incident.title() + ".";
    }

    private Stream<String> held(Rollout rollout, ServiceGraph graph, Set<String> owners) {
        return graph.ofFlag(rollout.environment(), rollout.flag()).stream()
                .filter(owner -> owners.contains(owner.key())
                        || graph.dependencies(owner.key()).keySet().stream().anyMatch(owners::contains))
                .flatMap(owner -> {
                    var question = new GateQuestion(
                            rollout.environment(), rollout.flag(), owner.key(), null, GateQuestion.NORMAL, "");
                    return gates.report(question, clock.instant()).closed().stream();
                })
                .map(GateReport.Entry::answer)
                .filter(answer -> GATES.contains(answer.gate()))
                .map(answer -> "Rollout " + rollout.id() + " of flag " + rollout.flag()
                        + " does not advance or complete: " + answer.words() + ".");
    }
}
