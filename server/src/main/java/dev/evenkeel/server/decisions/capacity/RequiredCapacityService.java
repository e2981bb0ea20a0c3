// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.engine.capacity.MinimumCapacityRule;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.catalog.ServiceCatalog;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.gates.gate.GateAuditRecorder;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/// Requires capacity before changes go on, and ends that. Thread-safe.
@Component
class RequiredCapacityService {
    private final RequiredCapacityRepository table;
    private final GateAuditRecorder ledger;
    private final CapacityService capacities;
    private final ServiceCatalog services;
    private final FlagService flags;

    RequiredCapacityService(
            RequiredCapacityRepository table,
            GateAuditRecorder ledger,
            CapacityService capacities,
            ServiceCatalog services,
            FlagService flags) {
        this.table = table;
        this.ledger = ledger;
        this.capacities = capacities;
        this.services = services;
        this.flags = flags;
    }

    /// Requires capacity of a team from now on.
    ///
    /// @param team empty for the whole organisation
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with everything that is wrong
    @Transactional
    MinimumCapacityRule require(String team, @Nullable JsonNode body, String who) {
        MinimumCapacityRule rule = CapacityRequestParser.required(
                body, new CapacityRequestParser.RequirementContext(team, who, ledger.now()), this::refuseUnknown);
        table.insert(rule);
        ledger.note(
                new GateAuditRecorder.AuditedAction(who, "capacity.required", rule.id(), rule.reason()), null, rule);
        return rule;
    }

    /* A rule about a team or an environment that is not there would never close a gate. */
    private void refuseUnknown(JsonObjectReader fields, String team) {
        Set<String> teams = new TreeSet<>(capacities.teams());
        services.list().stream()
                .map(Service::owner)
                .filter(owner -> !owner.isEmpty())
                .forEach(teams::add);
        if (!team.isEmpty() && !teams.contains(team)) {
            fields.faults()
                    .add(
                            "",
                            "there is no team \"" + team + "\"",
                            teams.isEmpty()
                                    ? "give a service that owner, or import work of the team"
                                    : "use one of " + String.join(", ", teams));
        }
        List<String> environments = flags.environments();
        List<String> asked = fields.texts("environments", List.of());
        for (int i = 0; i < asked.size(); i++) {
            if (!environments.contains(asked.get(i))) {
                fields.faults()
                        .add(
                                fields.at("environments") + "/" + i,
                                "there is no environment \"" + asked.get(i) + "\"",
                                "use one of " + String.join(", ", environments));
            }
        }
    }

    /// Ends a rule before its time.
    ///
    /// @throws NotFoundException when there is none that is in force
    @Transactional
    void end(String id, String reason, String who) {
        if (!table.end(id, ledger.now())) {
            throw new NotFoundException(
                    ProblemCode.CAPACITY_RULE_NOT_FOUND,
                    "There is no rule of required capacity " + id + " that is in force.",
                    "GET /api/v1/capacity/required lists those that are.");
        }
        ledger.note(new GateAuditRecorder.AuditedAction(who, "capacity.released", id, reason), null, null);
    }
}
