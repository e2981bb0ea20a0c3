// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.pause;

import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.server.gates.gate.Gate;
import dev.evenkeel.server.gates.gate.GateContext;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// The gate for release pauses: blocks changes while releases of their environment or service are paused.
@Component
public class ReleasePauseGate implements Gate {
    private static final String NAME = "release-pause";

    private final ReleasePauseRepository lines;

    ReleasePauseGate(ReleasePauseRepository lines) {
        this.lines = lines;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<GateResult> evaluate(GateContext question, Instant now) {
        List<GateResult> against = lines.listByEnvironment(question.environment()).stream()
                .filter(line -> mayApply(line, question))
                .map(line -> toGateResult(line, question))
                .toList();
        return against.isEmpty()
                ? List.of(GateResult.pass(NAME, "no line is stopped that this change is on"))
                : against;
    }

    private static boolean mayApply(ReleasePause line, GateContext question) {
        return line.service() == null
                || question.service() == null
                || line.service().equals(question.service());
    }

    private static GateResult toGateResult(ReleasePause line, GateContext question) {
        boolean known = line.service() == null || question.service() != null;
        GateResult answer = known
                ? GateResult.deny(NAME, line.describe())
                : GateResult.unknown(NAME, line.describe() + ", and nobody has said which service this change is of");
        return answer.withEvidence(List.of(new GateResult.GateEvidenceItem("stopped by", line.pausedBy(), "/gates")))
                .withPeriod(line.pausedAt(), null);
    }
}
