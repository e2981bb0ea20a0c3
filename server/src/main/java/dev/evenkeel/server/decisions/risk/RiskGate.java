// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.engine.gate.GateAnswer;
import dev.evenkeel.server.gates.gate.Gate;
import dev.evenkeel.server.gates.gate.GateQuestion;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Nothing goes on whose risk assessment is stale, on which nobody has decided, or before what was decided to come
/// first. Where there is none it passes, unless the class of the change needs one.
@Component
class RiskGate implements Gate {
    private static final String NAME = "risk";

    private final AssessmentStandings standings;
    private final RiskPolicyTable policies;

    RiskGate(AssessmentStandings standings, RiskPolicyTable policies) {
        this.standings = standings;
        this.policies = policies;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<GateAnswer> answers(GateQuestion question, Instant now) {
        String flag = question.flag();
        return flag == null
                ? List.of(missing(question, "no flag leads it, and assessments are of flags"))
                : standings
                        .find(question.environment(), flag, question.service())
                        .map(standing -> standing.answers(NAME, now))
                        .orElseGet(() -> List.of(missing(question, "nobody has assessed the risk of it")));
    }

    private GateAnswer missing(GateQuestion question, String why) {
        String kind = question.changeClass();
        return policies.requiredFor(question.environment()).contains(kind)
                ? GateAnswer.deny(
                        NAME,
                        why + ", and " + question.environment() + " needs an assessment for changes of class " + kind)
                : GateAnswer.pass(NAME, why);
    }
}
