// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.engine.drill.DrillFreshness;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.server.gates.gate.Gate;
import dev.evenkeel.server.gates.gate.GateContext;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// A gate that blocks changes of a flag whose rollback plan has no recent drill, or whose database schema is
/// incompatible with the code that a rollback restores.
@Component
class DrillGate implements Gate {
    private static final String NAME = "rollback-drill";

    private final RollbackPlanStatusQueries rollbackPlanStatusQueries;

    DrillGate(RollbackPlanStatusQueries rollbackPlanStatusQueries) {
        this.rollbackPlanStatusQueries = rollbackPlanStatusQueries;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<GateResult> evaluate(GateContext context, Instant now) {
        String flag = context.flag();
        return List.of(
                flag == null
                        ? GateResult.pass(NAME, "the change has no flag, so it needs no drill")
                        : evaluate(context.environment(), flag, now));
    }

    private GateResult evaluate(String environment, String flag, Instant now) {
        return rollbackPlanStatusQueries
                .find(environment, flag, now)
                .map(found -> toGateResult(found.freshness()))
                .orElseGet(() -> GateResult.pass(NAME, "the flag has no rollback plan"));
    }

    private static GateResult toGateResult(DrillFreshness drillFreshness) {
        return drillFreshness.fresh()
                ? GateResult.pass(NAME, drillFreshness.reason()).withPeriod(null, drillFreshness.until())
                : GateResult.deny(NAME, drillFreshness.reason());
    }
}
