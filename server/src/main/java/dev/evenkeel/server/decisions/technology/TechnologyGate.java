// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.gate.GateAnswer;
import dev.evenkeel.engine.technology.AcceptedRecords;
import dev.evenkeel.engine.technology.Introduction;
import dev.evenkeel.engine.technology.TechnologyCheck;
import dev.evenkeel.server.gates.gate.Gate;
import dev.evenkeel.server.gates.gate.GateQuestion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Nothing goes on with a technology that nobody registered, or that takes a token which nobody decided to spend.
@Component
class TechnologyGate implements Gate {
    private static final String NAME = "technology";

    private final Declarations declarations;
    private final Technologies technologies;

    TechnologyGate(Declarations declarations, Technologies technologies) {
        this.declarations = declarations;
        this.technologies = technologies;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<GateAnswer> answers(GateQuestion question, Instant now) {
        List<Introduction> said = declarations.of(question);
        TechnologyCheck.Register register = register(said);
        return said.stream()
                .flatMap(one -> TechnologyCheck.answers(NAME, one, register).stream())
                .toList();
    }

    /* Of most changes nothing is said: they need no register. */
    private TechnologyCheck.Register register(List<Introduction> said) {
        return said.stream().allMatch(Introduction::isSilent)
                ? new TechnologyCheck.Register(technologies.policy(), Map.of(), AcceptedRecords.NONE)
                : technologies.register();
    }
}
