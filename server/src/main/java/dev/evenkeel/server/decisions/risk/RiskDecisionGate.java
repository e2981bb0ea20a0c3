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
class RiskDecisionGate implements Gate {
    private static final String NAME = "risk";

    private final AssessmentStatusQueries assessmentStatusQueries;
    private final RequiredAssessmentPolicyRepository policies;

    RiskDecisionGate(AssessmentStatusQueries assessmentStatusQueries, RequiredAssessmentPolicyRepository policies) {
        this.assessmentStatusQueries = assessmentStatusQueries;
        this.policies = policies;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<GateResult> evaluate(GateContext context, Instant now) {
        String flag = context.flag();
        return flag == null
                ? List.of(withoutAssessment(context, "the change has no flag, and assessments belong to flags"))
                : assessmentStatusQueries
                        .findByFlag(context.environment(), flag, context.service())
                        .map(riskAssessmentStatus -> riskAssessmentStatus.evaluate(NAME, now))
                        .orElseGet(() -> List.of(withoutAssessment(context, "the risk of the change is not assessed")));
    }

    private GateResult withoutAssessment(GateContext context, String why) {
        String kind = context.changeClass();
        return policies.listRequiredClasses(context.environment()).contains(kind)
                ? GateResult.deny(
                        NAME,
                        why + "; " + context.environment() + " requires an assessment for changes of class " + kind)
                : GateResult.pass(NAME, why);
    }
}
