// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.pause;

import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.server.gates.gate.Gate;
import dev.evenkeel.server.gates.gate.GateContext;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Nothing goes on while its line is stopped.
@Component
public class ReleasePauseGate implements Gate {
    private static final String NAME = "line";

    private final ReleasePauseRepository lines;

    ReleasePauseGate(ReleasePauseRepository lines) {
        this.lines = lines;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<GateResult> answers(GateContext question, Instant now) {
        List<GateResult> against = lines.of(question.environment()).stream()
                .filter(line -> mayConcern(line, question))
                .map(line -> answer(line, question))
                .toList();
        return against.isEmpty()
                ? List.of(GateResult.pass(NAME, "no line is stopped that this change is on"))
                : against;
    }

    private static boolean mayConcern(ReleasePause line, GateContext question) {
        return line.service() == null
                || question.service() == null
                || line.service().equals(question.service());
    }

    private static GateResult answer(ReleasePause line, GateContext question) {
        boolean known = line.service() == null || question.service() != null;
        GateResult answer = known
                ? GateResult.deny(NAME, line.words())
                : GateResult.unknown(NAME, line.words() + ", and nobody has said which service this change is of");
        return answer.by(List.of(new GateResult.Evidence("stopped by", line.person(), "/gates")))
                .during(line.since(), null);
    }
}
