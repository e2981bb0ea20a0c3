// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.drill;

import dev.evenkeel.engine.drill.DrillStanding;
import dev.evenkeel.engine.gate.GateAnswer;
import dev.evenkeel.server.flag.Flags;
import dev.evenkeel.server.gate.Gate;
import dev.evenkeel.server.gate.GateQuestion;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Nothing goes on whose rollback plan is not rehearsed.
@Component
class DrillGate implements Gate {
    private static final String NAME = "drill";

    private final PlanTable plans;
    private final Drills drills;
    private final Flags flags;

    DrillGate(PlanTable plans, Drills drills, Flags flags) {
        this.plans = plans;
        this.drills = drills;
        this.flags = flags;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<GateAnswer> answers(GateQuestion question, Instant now) {
        return List.of(plans.find(question.environment(), question.flag())
                .map(plan ->
                        answer(drills.standing(question.environment(), question.flag(), plan, stage(question), now)))
                .orElseGet(() -> GateAnswer.pass(NAME, "no rollback plan, so none to rehearse")));
    }

    private static GateAnswer answer(DrillStanding standing) {
        return standing.fresh()
                ? GateAnswer.pass(NAME, standing.reason()).during(null, standing.until())
                : GateAnswer.deny(NAME, standing.reason());
    }

    private String stage(GateQuestion question) {
        return FlagFacts.find(flags.current(question.environment()), question.flag())
                .map(FlagFacts::stageOrNone)
                .orElse("");
    }
}
