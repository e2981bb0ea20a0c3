// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.engine.capacity.MinimumTimeShareRule;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.gates.gate.Gate;
import dev.evenkeel.server.gates.gate.GateContext;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// A gate that blocks changes of a service while its team spends less on a kind of work than a minimum capacity
/// rule requires. Passes when no rule applies.
@Component
class CapacityGate implements Gate {
    private static final String NAME = "capacity";

    private final MinimumTimeShareRuleRepository required;
    private final WorkItemRepository items;
    private final ServiceCatalogService services;

    CapacityGate(MinimumTimeShareRuleRepository required, WorkItemRepository items, ServiceCatalogService services) {
        this.required = required;
        this.items = items;
        this.services = services;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<GateResult> evaluate(GateContext context, Instant now) {
        List<MinimumTimeShareRule> rules = required.listInForce(now).stream()
                .filter(rule -> rule.isRequiredIn(context.environment(), now))
                .toList();
        if (rules.isEmpty()) {
            return List.of(GateResult.pass(NAME, "no capacity requirement in " + context.environment()));
        }
        String service = context.service();
        String team = service == null
                ? ""
                : services.findByKey(service).map(Service::owner).orElse("");
        if (team.isEmpty() && rules.stream().anyMatch(rule -> !rule.team().isEmpty())) {
            return List.of(GateResult.unknown(
                    NAME,
                    "a team has a capacity requirement, and "
                            + (service == null
                                    ? "the service of this change is unknown"
                                    : "service " + service + " has no owner")));
        }
        List<MinimumTimeShareRule> own = rules.stream()
                .filter(rule -> rule.team().isEmpty() || rule.team().equals(team))
                .toList();
        return own.isEmpty()
                ? List.of(GateResult.pass(NAME, "no capacity requirement for " + team))
                : own.stream().map(rule -> evaluateRule(rule, now)).toList();
    }

    private GateResult evaluateRule(MinimumTimeShareRule rule, Instant now) {
        return rule.evaluate(NAME, items.listSince(rule.team(), rule.window(now).from()), now);
    }
}
