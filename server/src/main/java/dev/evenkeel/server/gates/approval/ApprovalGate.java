// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.approval;

import dev.evenkeel.engine.gate.ApprovalStatus;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.gates.gate.Gate;
import dev.evenkeel.server.gates.gate.GateContext;
import dev.evenkeel.server.gates.gate.GatePolicyService;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Nothing goes on that too few people are for.
@Component
public class ApprovalGate implements Gate {
    public static final String NAME = "approvals";

    private final GatePolicyService policies;
    private final FlagApprovalRepository approvals;
    private final FlagService flags;
    private final ApproverPolicy approvers;

    ApprovalGate(
            GatePolicyService policies, FlagApprovalRepository approvals, FlagService flags, ApproverPolicy approvers) {
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
    public List<GateResult> answers(GateContext question, Instant now) {
        String flag = question.flag();
        return List.of(
                flag == null
                        ? GateResult.pass(NAME, "no flag leads it, and approvals are of flags")
                        : standing(question, flag, now).answer(NAME));
    }

    private ApprovalStatus standing(GateContext question, String flag, Instant now) {
        String environment = question.environment();
        List<String> authors = Stream.concat(
                        approvers.editors(environment, flag, "it").stream().map(ApproverPolicy.Participant::person),
                        Stream.of(question.author()))
                .filter(author -> !author.isEmpty())
                .toList();
        return ApprovalStatus.of(
                policies.of(environment).approvals(question.service(), question.changeClass()),
                approvals.validAt(environment, flag, now),
                new ApprovalStatus.Subject(flags.version(environment, flag).revision(), authors),
                now);
    }
}
