// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.engine.capacity.CapacityPolicy;
import dev.evenkeel.engine.capacity.SplitAdjustment;
import dev.evenkeel.engine.capacity.SplitAdjustment.AdjustmentOutcome;
import dev.evenkeel.engine.capacity.SplitRecommendation;
import dev.evenkeel.engine.capacity.WorkWindow;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// A service that stores the capacity policies and plans of teams and records each change in the audit log.
@Component
class CapacitySplitPlanService {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<AdjustmentOutcome> MOVES = Set.of(AdjustmentOutcome.REACHED, AdjustmentOutcome.LIMITED);

    private final CapacityRepository table;
    private final CapacityService capacities;
    private final AuditLog ledger;
    private final Clock clock;

    CapacitySplitPlanService(CapacityRepository table, CapacityService capacities, AuditLog ledger, Clock clock) {
        this.table = table;
        this.capacities = capacities;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Replaces the policy of a team.
    ///
    /// @param team empty for the whole organisation
    @Transactional
    void setPolicy(String team, CapacityRequestParser.NewPolicy order, String who) {
        CapacityPolicy before = capacities.getPolicy(team);
        table.savePolicy(team, order.policy());
        ledger.append(new AuditEvent(
                who,
                "capacity.policy-set",
                subject(team),
                order.reason(),
                JSON.writeValueAsString(before),
                JSON.writeValueAsString(order.policy())));
    }

    /// Starts a new plan: the requested split, or the next step towards the recommended one.
    ///
    /// @param team empty for the whole organisation
    /// @throws ConflictException when no split is requested and the recommendation does not change the plan now
    @Transactional
    void setPlan(String team, CapacityRequestParser.NewPlan order, String who) {
        table.lock(team);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        CapacitySplitPlan plan = order.split() == null
                ? nextPlan(team, now, order.reason(), who)
                : new CapacitySplitPlan(order.split(), null, now, who, order.reason());
        CapacitySplitPlan before = table.findPlanAt(team, now).orElse(null);
        table.insertPlan(team, plan);
        ledger.append(new AuditEvent(
                who,
                "capacity.plan-updated",
                subject(team),
                order.reason(),
                before == null ? null : JSON.writeValueAsString(before),
                JSON.writeValueAsString(plan)));
    }

    private CapacitySplitPlan nextPlan(String team, Instant now, String reason, String who) {
        CapacityReport report = capacities.getReport(team, WorkWindow.ofLast(SplitRecommendation.QUARTER, now));
        SplitAdjustment move = report.adjustment();
        if (!MOVES.contains(move.outcome())) {
            throw new ConflictException(
                    ProblemCode.NOTHING_TO_PLAN,
                    "The plan of " + subject(team) + " " + move.outcome().description() + ". Nothing was changed.",
                    "Give a split to set another plan by your own decision.");
        }
        return new CapacitySplitPlan(
                move.next(), report.recommendation().decidingRule().rule(), now, who, reason);
    }

    private static String subject(String team) {
        return team.isEmpty() ? "everybody" : team;
    }
}
