// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.engine.technology.AcceptedDecisionRecords;
import dev.evenkeel.engine.technology.ChangeTechnologies;
import dev.evenkeel.engine.technology.TechnologyGateCheck;
import dev.evenkeel.server.gates.gate.Gate;
import dev.evenkeel.server.gates.gate.GateContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// A gate that blocks changes that introduce an unregistered technology, or that need an innovation token
/// without an accepted decision record.
@Component
class TechnologyGate implements Gate {
    private static final String NAME = "technology";

    private final DeclaredTechnologyQueries declarations;
    private final TechnologyRegisterQueries technologies;

    TechnologyGate(DeclaredTechnologyQueries declarations, TechnologyRegisterQueries technologies) {
        this.declarations = declarations;
        this.technologies = technologies;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<GateResult> evaluate(GateContext context, Instant now) {
        List<ChangeTechnologies> said = declarations.listIntroductions(context);
        TechnologyGateCheck.Register register = loadRegister(said);
        return said.stream()
                .flatMap(one -> TechnologyGateCheck.evaluate(NAME, one, register).stream())
                .toList();
    }

    /* Most changes declare nothing: they need no register. */
    private TechnologyGateCheck.Register loadRegister(List<ChangeTechnologies> said) {
        return said.stream().allMatch(ChangeTechnologies::isSilent)
                ? new TechnologyGateCheck.Register(technologies.getPolicy(), Map.of(), AcceptedDecisionRecords.NONE)
                : technologies.loadRegister();
    }
}
