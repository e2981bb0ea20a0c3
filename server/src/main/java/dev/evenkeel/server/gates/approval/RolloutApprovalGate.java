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

/// The gate for approvals: blocks a rollout until it has the required number of approvals.
@Component
public class RolloutApprovalGate implements Gate {
    public static final String NAME = "approvals";

    private final GatePolicyService policies;
    private final FlagGateApprovalRepository approvals;
    private final FlagService flags;
    private final ApproverEligibilityPolicy approvers;

    RolloutApprovalGate(
            GatePolicyService policies,
            FlagGateApprovalRepository approvals,
            FlagService flags,
            ApproverEligibilityPolicy approvers) {
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
    public List<GateResult> evaluate(GateContext context, Instant now) {
        String flag = context.flag();
        return List.of(
                flag == null
                        ? GateResult.pass(NAME, "the change has no flag, so it needs no approval")
                        : approvalStatus(context, flag, now).toGateResult(NAME));
    }

    private ApprovalStatus approvalStatus(GateContext context, String flag, Instant now) {
        String environment = context.environment();
        List<String> authors = Stream.concat(
                        approvers.listEditors(environment, flag, "it").stream()
                                .map(ApproverEligibilityPolicy.ChangeParticipant::person),
                        Stream.of(context.author()))
                .filter(author -> !author.isEmpty())
                .toList();
        return ApprovalStatus.evaluate(
                policies.getPolicy(environment).requiredApprovals(context.service(), context.changeClass()),
                approvals.listValidAt(environment, flag, now),
                new ApprovalStatus.Subject(flags.getVersion(environment, flag).revision(), authors),
                now);
    }
}
