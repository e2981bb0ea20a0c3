// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.api.CapacityApi.CreateMinimumTimeShareRuleRequest;
import dev.evenkeel.engine.capacity.MinimumTimeShareRule;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import dev.evenkeel.server.gates.gate.GateChangeRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// A service that creates and ends rules of minimum capacity, which block changes while a team misses them.
@Component
class MinimumTimeShareRuleService {
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int DEFAULT_WEEKS = 4;

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
    MinimumTimeShareRule create(String team, JsonRequest<CreateMinimumTimeShareRuleRequest> body, String who) {
        Instant now = recorder.now();
        CreateMinimumTimeShareRuleRequest request =
                body.orThrow("The requirement was not created.", (given, errors) -> {
                    validateTeam(team, errors);
                    validateEnvironments(Objects.requireNonNullElse(given.environments(), List.of()), errors);
                    validateExpiry(given.expiresAt(), now, errors);
                });
        var rule = new MinimumTimeShareRule(
                IdAndSecretGenerator.newId("cr-"),
                team,
                request.kind(),
                request.minimumShare(),
                Objects.requireNonNullElse(request.weeks(), DEFAULT_WEEKS),
                Objects.requireNonNullElse(request.environments(), List.of()),
                who,
                request.reason(),
                now,
                request.expiresAt());
        minimumTimeShareRuleRepository.insert(rule);
        recorder.record(
                new GateChangeRecorder.AuditEntryAttributes(
                        who, "capacity.requirement-created", rule.id(), rule.reason()),
                null,
                rule);
        return rule;
    }

    /* A rule for an unknown team or environment would never close a gate. */
    private void validateTeam(String team, ValidationErrors errors) {
        Set<String> teams = new TreeSet<>(capacities.listTeams());
        services.list().stream()
                .map(Service::owner)
                .filter(owner -> !owner.isEmpty())
                .forEach(teams::add);
        if (!team.isEmpty() && !teams.contains(team)) {
            errors.add(
                    "",
                    "unknown team \"" + team + "\"",
                    teams.isEmpty()
                            ? "set the team as owner of a service, or import work items of the team"
                            : "use one of " + String.join(", ", teams));
        }
    }

    private void validateEnvironments(List<String> asked, ValidationErrors errors) {
        List<String> environments = flags.listEnvironments();
        for (int i = 0; i < asked.size(); i++) {
            if (!environments.contains(asked.get(i))) {
                errors.add(
                        "/environments/" + i,
                        "unknown environment \"" + asked.get(i) + "\"",
                        "use one of " + String.join(", ", environments));
            }
        }
    }

    private static void validateExpiry(@Nullable Instant expiresAt, Instant now, ValidationErrors errors) {
        if (expiresAt != null && (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST)))) {
            errors.add(
                    "/expiresAt",
                    "must be in the future, at most " + LONGEST.toDays() + " days from now, got " + expiresAt,
                    "use a time such as 2026-11-30T18:00:00Z");
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
