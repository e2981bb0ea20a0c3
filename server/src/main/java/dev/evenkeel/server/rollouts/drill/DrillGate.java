// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.engine.drill.DrillFreshness;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.server.gates.gate.Gate;
import dev.evenkeel.server.gates.gate.GateContext;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Nothing goes on whose rollback plan is not rehearsed, or whose schema shut out the code that it would bring
/// back.
@Component
class DrillGate implements Gate {
    private static final String NAME = "drill";

    private final RollbackPlanStatusQueries standings;

    DrillGate(RollbackPlanStatusQueries standings) {
        this.standings = standings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<GateResult> answers(GateContext question, Instant now) {
        String flag = question.flag();
        return List.of(
                flag == null
                        ? GateResult.pass(NAME, "no flag leads it, so there is no rollback to rehearse here")
                        : answer(question.environment(), flag, now));
    }

    private GateResult answer(String environment, String flag, Instant now) {
        return standings
                .find(environment, flag, now)
                .map(found -> answer(found.standing()))
                .orElseGet(() -> GateResult.pass(NAME, "no rollback plan, so none to rehearse"));
    }

    private static GateResult answer(DrillFreshness standing) {
        return standing.fresh()
                ? GateResult.pass(NAME, standing.reason()).during(null, standing.until())
                : GateResult.deny(NAME, standing.reason());
    }
}
