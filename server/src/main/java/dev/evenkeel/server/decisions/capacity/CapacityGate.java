// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.engine.capacity.RequiredCapacity;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.gate.GateAnswer;
import dev.evenkeel.server.foundation.catalog.Services;
import dev.evenkeel.server.gates.gate.Gate;
import dev.evenkeel.server.gates.gate.GateQuestion;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Nothing goes on in a service whose team puts less into a kind of work than is required of it. Where nothing is
/// required, it passes.
@Component
class CapacityGate implements Gate {
    private static final String NAME = "capacity";

    private final RequiredTable required;
    private final WorkItemTable items;
    private final Services services;

    CapacityGate(RequiredTable required, WorkItemTable items, Services services) {
        this.required = required;
        this.items = items;
        this.services = services;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<GateAnswer> answers(GateQuestion question, Instant now) {
        List<RequiredCapacity> rules = required.inForce(now).stream()
                .filter(rule -> rule.isAskedIn(question.environment(), now))
                .toList();
        if (rules.isEmpty()) {
            return List.of(GateAnswer.pass(NAME, "no capacity is required in " + question.environment()));
        }
        String service = question.service();
        String team = service == null
                ? ""
                : services.find(service).map(Service::owner).orElse("");
        if (team.isEmpty() && rules.stream().anyMatch(rule -> !rule.team().isEmpty())) {
            return List.of(GateAnswer.unknown(
                    NAME,
                    "capacity is required of teams, and nobody has said "
                            + (service == null ? "which service this change is of" : "which team owns " + service)));
        }
        List<RequiredCapacity> own = rules.stream()
                .filter(rule -> rule.team().isEmpty() || rule.team().equals(team))
                .toList();
        return own.isEmpty()
                ? List.of(GateAnswer.pass(NAME, "no capacity is required of " + team))
                : own.stream().map(rule -> answer(rule, now)).toList();
    }

    private GateAnswer answer(RequiredCapacity rule, Instant now) {
        return rule.answer(NAME, items.since(rule.team(), rule.window(now).from()), now);
    }
}
