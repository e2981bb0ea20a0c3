// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.engine.drill.DrillFreshness;
import dev.evenkeel.engine.drill.RollbackPlan;
import dev.evenkeel.server.flags.flag.FlagService;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// How rollback plans stand, for whoever shows or judges them. Thread-safe.
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

    /// The plan of a flag that is in force; empty when there is none.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when there is no such environment
    public Optional<RollbackPlanStatus> find(String environment, String flag, Instant now) {
        return plans.find(environment, flag)
                .map(plan -> new RollbackPlanStatus(plan, standing(environment, flag, plan, now)));
    }

    private DrillFreshness standing(String environment, String flag, RollbackPlan plan, Instant now) {
        String stage = DrillFlagState.find(flags.current(environment), flag)
                .map(DrillFlagState::stageOrNone)
                .orElse("");
        return DrillFreshness.of(
                plan,
                stage,
                drills.newestEnded(environment, flag).map(Drill::result).orElse(null),
                now);
    }
}
