// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.approval;

import dev.evenkeel.engine.gate.ApprovalStanding;
import dev.evenkeel.engine.gate.GateAnswer;
import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.gates.gate.Gate;
import dev.evenkeel.server.gates.gate.GateQuestion;
import dev.evenkeel.server.gates.gate.Policies;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Nothing goes on that too few people are for.
@Component
public class ApprovalGate implements Gate {
    public static final String NAME = "approvals";

    private final Policies policies;
    private final ApprovalTable approvals;
    private final Flags flags;
    private final ApproverRule approvers;

    ApprovalGate(Policies policies, ApprovalTable approvals, Flags flags, ApproverRule approvers) {
        this.policies = policies;
        this.approvals = approvals;
        this.flags = flags;
        this.approvers = approvers;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<GateAnswer> answers(GateQuestion question, Instant now) {
        String flag = question.flag();
        return List.of(
                flag == null
                        ? GateAnswer.pass(NAME, "no flag leads it, and approvals are of flags")
                        : standing(question, flag, now).answer(NAME));
    }

    private ApprovalStanding standing(GateQuestion question, String flag, Instant now) {
        String environment = question.environment();
        List<String> authors = Stream.concat(
                        approvers.editors(environment, flag, "it").stream().map(ApproverRule.Participant::person),
                        Stream.of(question.author()))
                .filter(author -> !author.isEmpty())
                .toList();
        return ApprovalStanding.of(
                policies.of(environment).approvals(question.service(), question.changeClass()),
                approvals.validAt(environment, flag, now),
                new ApprovalStanding.Subject(flags.version(environment, flag).revision(), authors),
                now);
    }
}
