// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.engine.drill.DrillStanding;
import dev.evenkeel.engine.drill.RollbackPlan;
import dev.evenkeel.server.flags.flag.Flags;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// How rollback plans stand, for whoever shows or judges them. Thread-safe.
@Component
public class PlanStandings {
    private final PlanTable plans;
    private final DrillTable drills;
    private final Flags flags;

    PlanStandings(PlanTable plans, DrillTable drills, Flags flags) {
        this.plans = plans;
        this.drills = drills;
        this.flags = flags;
    }

    /// The plan of a flag that is in force; empty when there is none.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFound when there is no such environment
    public Optional<PlanStanding> find(String environment, String flag, Instant now) {
        return plans.find(environment, flag)
                .map(plan -> new PlanStanding(plan, standing(environment, flag, plan, now)));
    }

    private DrillStanding standing(String environment, String flag, RollbackPlan plan, Instant now) {
        String stage = FlagFacts.find(flags.current(environment), flag)
                .map(FlagFacts::stageOrNone)
                .orElse("");
        return DrillStanding.of(
                plan,
                stage,
                drills.newestEnded(environment, flag).map(Drill::result).orElse(null),
                now);
    }
}
