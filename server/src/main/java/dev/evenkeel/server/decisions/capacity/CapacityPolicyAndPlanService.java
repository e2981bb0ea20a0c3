// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.api.CapacityApi.SetCapacityPolicyRequest;
import dev.evenkeel.api.CapacityApi.SetCapacitySplitPlanRequest;
import dev.evenkeel.engine.capacity.CapacityPolicy;
import dev.evenkeel.engine.capacity.CapacitySplit;
import dev.evenkeel.engine.capacity.SplitAdjustment;
import dev.evenkeel.engine.capacity.SplitAdjustment.TeamTimeAdjustmentOutcome;
import dev.evenkeel.engine.capacity.SplitRecommendation;
import dev.evenkeel.engine.capacity.WorkWindow;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.request.JsonRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// A service that stores the capacity policies and plans of teams and records each change in the audit log.
@Component
class CapacityPolicyAndPlanService {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<TeamTimeAdjustmentOutcome> MOVES =
            Set.of(TeamTimeAdjustmentOutcome.REACHED, TeamTimeAdjustmentOutcome.LIMITED);

    private final CapacityPolicyAndPlanRepository repository;
    private final TeamTimeReportService capacities;
    private final AuditLog auditLog;
    private final Clock clock;

    CapacityPolicyAndPlanService(
            CapacityPolicyAndPlanRepository repository,
            TeamTimeReportService capacities,
            AuditLog auditLog,
            Clock clock) {
        this.repository = repository;
        this.capacities = capacities;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /// Replaces the policy of a team.
    ///
    /// @param team empty for the whole organisation
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    @Transactional
    void setPolicy(String team, JsonRequest<SetCapacityPolicyRequest> body, String who) {
        SetCapacityPolicyRequest request = CapacityRequestRules.requirePolicy(body);
        setPolicy(team, CapacityRequestRules.toPolicy(request), Objects.requireNonNullElse(request.reason(), ""), who);
    }

    /// Replaces the policy of a team.
    ///
    /// @param team empty for the whole organisation
    @Transactional
    void setPolicy(String team, CapacityPolicy policy, String reason, String who) {
        CapacityPolicy before = capacities.getPolicy(team);
        repository.savePolicy(team, policy);
        auditLog.append(new AuditEvent(
                who,
                "capacity.policy-set",
                subject(team),
                reason,
                JSON.writeValueAsString(before),
                JSON.writeValueAsString(policy)));
    }

    /// Starts a new plan: the requested split, or the next step towards the recommended one.
    ///
    /// @param team empty for the whole organisation
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    /// @throws ConflictException when no split is requested and the recommendation does not change the plan now
    @Transactional
    void setPlan(String team, JsonRequest<SetCapacitySplitPlanRequest> body, String who) {
        SetCapacitySplitPlanRequest request =
                body.orThrow("The plan was not changed.", CapacityRequestRules::checkPlan);
        repository.lock(team);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        CapacitySplitPlan plan = request.split() == null
                ? nextPlan(team, now, request.reason(), who)
                : new CapacitySplitPlan(new CapacitySplit(request.split()), null, now, who, request.reason());
        CapacitySplitPlan before = repository.findPlanAt(team, now).orElse(null);
        repository.insertPlan(team, plan);
        auditLog.append(new AuditEvent(
                who,
                "capacity.plan-updated",
                subject(team),
                request.reason(),
                before == null ? null : JSON.writeValueAsString(before),
                JSON.writeValueAsString(plan)));
    }

    private CapacitySplitPlan nextPlan(String team, Instant now, String reason, String who) {
        TeamTimeReport report = capacities.getReport(team, WorkWindow.ofLast(SplitRecommendation.QUARTER, now));
        SplitAdjustment move = report.adjustment();
        if (!MOVES.contains(move.outcome())) {
            throw new ConflictException(
                    ProblemCode.NOTHING_TO_PLAN,
                    "The plan of " + (team.isEmpty() ? "all teams" : team) + " "
                            + move.outcome().description() + ". It was not changed.",
                    "To set your own plan: ./evenkeel capacity plan --split new_work=60,reliability=40 --reason TEXT");
        }
        return new CapacitySplitPlan(
                move.next(), report.recommendation().decidingRule().rule(), now, who, reason);
    }

    private static String subject(String team) {
        return team.isEmpty() ? "everybody" : team;
    }
}
