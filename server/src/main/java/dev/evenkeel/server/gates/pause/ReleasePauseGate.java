// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.pause;

import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.engine.gate.ReleasePause;
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
    public List<GateResult> evaluate(GateContext context, Instant now) {
        List<GateResult> against = lines.listByEnvironment(context.environment()).stream()
                .filter(line -> mayApply(line, context))
                .map(line -> toGateResult(line, context))
                .toList();
        return against.isEmpty() ? List.of(GateResult.pass(NAME, "releases are not paused for this change")) : against;
    }

    private static boolean mayApply(ReleasePause line, GateContext context) {
        return line.service() == null
                || context.service() == null
                || line.service().equals(context.service());
    }

    private static GateResult toGateResult(ReleasePause line, GateContext context) {
        boolean known = line.service() == null || context.service() != null;
        GateResult result = known
                ? GateResult.deny(NAME, line.describe())
                : GateResult.unknown(NAME, line.describe() + ", and the service of this change is unknown");
        return result.withEvidence(List.of(new GateResult.GateEvidenceItem("paused by", line.pausedBy(), "/gates")))
                .withPeriod(line.pausedAt(), null);
    }
}
