// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.engine.technology.AcceptedDecisionRecords;
import dev.evenkeel.engine.technology.TechnologyGateCheck;
import dev.evenkeel.engine.technology.TechnologyIntroduction;
import dev.evenkeel.server.gates.gate.Gate;
import dev.evenkeel.server.gates.gate.GateContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Nothing goes on with a technology that nobody registered, or that takes a token which nobody decided to
/// spend.
@Component
class TechnologyGate implements Gate {
    private static final String NAME = "technology";

    private final TechnologyDeclarationQueries declarations;
    private final TechnologyService technologies;

    TechnologyGate(TechnologyDeclarationQueries declarations, TechnologyService technologies) {
        this.declarations = declarations;
        this.technologies = technologies;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<GateResult> answers(GateContext question, Instant now) {
        List<TechnologyIntroduction> said = declarations.of(question);
        TechnologyGateCheck.Register register = register(said);
        return said.stream()
                .flatMap(one -> TechnologyGateCheck.answers(NAME, one, register).stream())
                .toList();
    }

    /* Of most changes nothing is said: they need no register. */
    private TechnologyGateCheck.Register register(List<TechnologyIntroduction> said) {
        return said.stream().allMatch(TechnologyIntroduction::isSilent)
                ? new TechnologyGateCheck.Register(technologies.policy(), Map.of(), AcceptedDecisionRecords.NONE)
                : technologies.register();
    }
}
