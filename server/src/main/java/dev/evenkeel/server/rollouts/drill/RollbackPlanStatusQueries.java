// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.engine.drill.DrillFreshness;
import dev.evenkeel.engine.drill.RollbackPlan;
import dev.evenkeel.server.flags.flag.FlagService;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Read access to rollback plans and their status. Thread-safe.
@Component
public class RollbackPlanStatusQueries {
    private final RollbackPlanRepository plans;
    private final DrillRepository drills;
    private final FlagService flags;

    RollbackPlanStatusQueries(RollbackPlanRepository plans, DrillRepository drills, FlagService flags) {
        this.plans = plans;
        this.drills = drills;
        this.flags = flags;
    }

    /// Returns the current plan of a flag, if any.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when the environment does not exist
    public Optional<RollbackPlanStatus> find(String environment, String flag, Instant now) {
        return plans.findByFlag(environment, flag)
                .map(plan -> new RollbackPlanStatus(plan, evaluateFreshness(environment, flag, plan, now)));
    }

    private DrillFreshness evaluateFreshness(String environment, String flag, RollbackPlan plan, Instant now) {
        String stage = DrillEligibilityFlagState.find(flags.getSnapshot(environment), flag)
                .map(DrillEligibilityFlagState::stageOrEmpty)
                .orElse("");
        return DrillFreshness.evaluate(
                plan,
                stage,
                drills.findNewestEnded(environment, flag).map(Drill::result).orElse(null),
                now);
    }
}
