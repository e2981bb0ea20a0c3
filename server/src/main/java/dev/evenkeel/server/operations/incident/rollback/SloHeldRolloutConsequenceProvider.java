// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.rollback;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.gate.GateEvaluation;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.gates.evaluation.GateEvaluationService;
import dev.evenkeel.server.gates.gate.GateContext;
import dev.evenkeel.server.operations.slo.SloConsequenceProvider;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// The provider of running rollouts that are held by error budgets or by the incidents they opened.
/// Thread-safe.
@Component
@Order(2)
class SloHeldRolloutConsequenceProvider implements SloConsequenceProvider {
    private static final Set<String> GATES = Set.of("budget", "incidents");

    private final RolloutQueries rollouts;
    private final ServiceCatalogService services;
    private final GateEvaluationService gates;
    private final Clock clock;

    SloHeldRolloutConsequenceProvider(
            RolloutQueries rollouts, ServiceCatalogService services, GateEvaluationService gates, Clock clock) {
        this.rollouts = rollouts;
        this.services = services;
        this.gates = gates;
        this.clock = clock;
    }

    @Override
    public List<String> listConsequences(List<Slo> slos) {
        ServiceGraph graph = services.graph();
        Set<String> hurt = slos.stream().map(Slo::service).collect(Collectors.toSet());
        return rollouts.listRunning().stream()
                .flatMap(rollout -> graph.findByFlag(rollout.environment(), rollout.flag()).stream()
                        .filter(owner -> needsAny(owner, hurt, graph))
                        .flatMap(owner -> listHolds(rollout, owner)))
                .toList();
    }

    private static boolean needsAny(Service owner, Set<String> hurt, ServiceGraph graph) {
        return hurt.contains(owner.key())
                || graph.dependencies(owner.key()).keySet().stream().anyMatch(hurt::contains);
    }

    private Stream<String> listHolds(Rollout rollout, Service owner) {
        var context = new GateContext(rollout.environment(), rollout.flag(), owner.key(), null, GateContext.NORMAL, "");
        return gates.evaluate(context, clock.instant()).closedGates().stream()
                .map(GateEvaluation.EvaluatedGate::result)
                .filter(result -> GATES.contains(result.gate()))
                .map(result -> "Rollout " + rollout.id() + " of flag " + rollout.flag()
                        + " does not advance or complete: " + result.describe() + ".");
    }
}
