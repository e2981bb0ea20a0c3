// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.server.gates.gate.Gate;
import dev.evenkeel.server.gates.gate.GateContext;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Nothing goes on whose risk assessment is stale, on which nobody has decided, or before what was decided to
/// come first. Where there is none it passes, unless the class of the change needs one.
@Component
class RiskGate implements Gate {
    private static final String NAME = "risk";

    private final AssessmentStatusQueries standings;
    private final RiskPolicyRepository policies;

    RiskGate(AssessmentStatusQueries standings, RiskPolicyRepository policies) {
        this.standings = standings;
        this.policies = policies;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<GateResult> answers(GateContext question, Instant now) {
        String flag = question.flag();
        return flag == null
                ? List.of(missing(question, "no flag leads it, and assessments are of flags"))
                : standings
                        .find(question.environment(), flag, question.service())
                        .map(standing -> standing.answers(NAME, now))
                        .orElseGet(() -> List.of(missing(question, "nobody has assessed the risk of it")));
    }

    private GateResult missing(GateContext question, String why) {
        String kind = question.changeClass();
        return policies.requiredFor(question.environment()).contains(kind)
                ? GateResult.deny(
                        NAME,
                        why + ", and " + question.environment() + " needs an assessment for changes of class " + kind)
                : GateResult.pass(NAME, why);
    }
}
