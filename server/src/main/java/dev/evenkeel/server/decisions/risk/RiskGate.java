// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.server.gates.gate.Gate;
import dev.evenkeel.server.gates.gate.GateContext;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// A gate that blocks a change while its risk assessment is stale or undecided, or a condition of the decision
/// is not met. A change without an assessment passes, unless its class requires one.
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
    public List<GateResult> evaluate(GateContext question, Instant now) {
        String flag = question.flag();
        return flag == null
                ? List.of(withoutAssessment(question, "no flag leads it, and assessments are of flags"))
                : standings
                        .findByFlag(question.environment(), flag, question.service())
                        .map(standing -> standing.evaluate(NAME, now))
                        .orElseGet(() -> List.of(withoutAssessment(question, "nobody has assessed the risk of it")));
    }

    private GateResult withoutAssessment(GateContext question, String why) {
        String kind = question.changeClass();
        return policies.listRequiredClasses(question.environment()).contains(kind)
                ? GateResult.deny(
                        NAME,
                        why + ", and " + question.environment() + " needs an assessment for changes of class " + kind)
                : GateResult.pass(NAME, why);
    }
}
