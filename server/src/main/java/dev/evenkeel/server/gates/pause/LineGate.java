// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.pause;

import dev.evenkeel.engine.gate.GateAnswer;
import dev.evenkeel.server.gates.gate.Gate;
import dev.evenkeel.server.gates.gate.GateQuestion;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Nothing goes on while its line is stopped.
@Component
public class LineGate implements Gate {
    private static final String NAME = "line";

    private final LineTable lines;

    LineGate(LineTable lines) {
        this.lines = lines;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<GateAnswer> answers(GateQuestion question, Instant now) {
        List<GateAnswer> against = lines.of(question.environment()).stream()
                .filter(line -> mayConcern(line, question))
                .map(line -> answer(line, question))
                .toList();
        return against.isEmpty()
                ? List.of(GateAnswer.pass(NAME, "no line is stopped that this change is on"))
                : against;
    }

    private static boolean mayConcern(StoppedLine line, GateQuestion question) {
        return line.service() == null
                || question.service() == null
                || line.service().equals(question.service());
    }

    private static GateAnswer answer(StoppedLine line, GateQuestion question) {
        boolean known = line.service() == null || question.service() != null;
        GateAnswer answer = known
                ? GateAnswer.deny(NAME, line.words())
                : GateAnswer.unknown(NAME, line.words() + ", and nobody has said which service this change is of");
        return answer.by(List.of(new GateAnswer.Evidence("stopped by", line.person(), "/gates")))
                .during(line.since(), null);
    }
}
