// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.engine.capacity.MinimumTimeShareRule;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.gates.gate.GateChangeRecorder;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/// A service that creates and ends rules of minimum capacity, which block changes while a team misses them.
@Component
class MinimumTimeShareRuleService {
    private final MinimumTimeShareRuleRepository minimumTimeShareRuleRepository;
    private final GateChangeRecorder recorder;
    private final TeamTimeReportService capacities;
    private final ServiceCatalogService services;
    private final FlagService flags;

    MinimumTimeShareRuleService(
            MinimumTimeShareRuleRepository minimumTimeShareRuleRepository,
            GateChangeRecorder recorder,
            TeamTimeReportService capacities,
            ServiceCatalogService services,
            FlagService flags) {
        this.minimumTimeShareRuleRepository = minimumTimeShareRuleRepository;
        this.recorder = recorder;
        this.capacities = capacities;
        this.services = services;
        this.flags = flags;
    }

    /// Creates a rule that starts now.
    ///
    /// @param team empty for the whole organisation
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    @Transactional
    MinimumTimeShareRule create(String team, @Nullable JsonNode body, String who) {
        MinimumTimeShareRule rule = CapacityRequestParser.parseRequirement(
                body,
                new CapacityRequestParser.RequirementContext(team, who, recorder.now()),
                this::validateReferences);
        minimumTimeShareRuleRepository.insert(rule);
        recorder.record(
                new GateChangeRecorder.AuditEntryAttributes(
                        who, "capacity.requirement-created", rule.id(), rule.reason()),
                null,
                rule);
        return rule;
    }

    /* A rule for an unknown team or environment would never close a gate. */
    private void validateReferences(JsonObjectReader fields, String team) {
        Set<String> teams = new TreeSet<>(capacities.listTeams());
        services.list().stream()
                .map(Service::owner)
                .filter(owner -> !owner.isEmpty())
                .forEach(teams::add);
        if (!team.isEmpty() && !teams.contains(team)) {
            fields.errors()
                    .add(
                            "",
                            "unknown team \"" + team + "\"",
                            teams.isEmpty()
                                    ? "set the team as owner of a service, or import work items of the team"
                                    : "use one of " + String.join(", ", teams));
        }
        List<String> environments = flags.listEnvironments();
        List<String> asked = fields.texts("environments", List.of());
        for (int i = 0; i < asked.size(); i++) {
            if (!environments.contains(asked.get(i))) {
                fields.errors()
                        .add(
                                fields.pointerTo("environments") + "/" + i,
                                "unknown environment \"" + asked.get(i) + "\"",
                                "use one of " + String.join(", ", environments));
            }
        }
    }

    /// Ends a rule before it expires.
    ///
    /// @throws NotFoundException when no active rule has this id
    @Transactional
    void end(String id, String reason, String who) {
        if (!minimumTimeShareRuleRepository.end(id, recorder.now())) {
            throw new NotFoundException(
                    ProblemCode.CAPACITY_REQUIREMENT_NOT_FOUND,
                    "Capacity requirement " + id + " does not exist or has already ended.",
                    "To list active requirements: ./evenkeel capacity requirement list");
        }
        recorder.record(
                new GateChangeRecorder.AuditEntryAttributes(who, "capacity.requirement-deleted", id, reason),
                null,
                null);
    }
}
