// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.gate.GatePolicy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A gate policy as the HTTP API returns it.
///
/// @param requiredGates names of required gates; null = all gates
/// @param overrideClasses classes of change that may use an override
/// @param requiredApprovals number of required approvals unless a rule requires more
/// @param approvalRules numbers of required approvals for services and classes of change
/// @param editsRequireApproval whether flag edits require the same approvals
/// @param maxTreatmentShare maximum share of units that an experiment may assign to treatments, in percent;
///     null for no limit
/// @param availableGates names of all gates of this server
record GatePolicyResponse(
        @Nullable List<String> requiredGates,
        List<String> overrideClasses,
        int requiredApprovals,
        List<ApprovalRuleResponse> approvalRules,
        boolean editsRequireApproval,
        @Nullable BigDecimal maxTreatmentShare,
        List<String> availableGates) {
    /// The number of required approvals for a service, a class of change, or both.
    record ApprovalRuleResponse(
            @Nullable String service, @Nullable String changeClass, int requiredApprovals) {}

    static GatePolicyResponse of(GatePolicy policy, List<String> known) {
        Set<String> required = policy.requiredGates();
        Percent limit = policy.maxTreatmentShare();
        return new GatePolicyResponse(
                required == null ? null : required.stream().sorted().toList(),
                policy.overrideClasses().stream().sorted().toList(),
                policy.requiredApprovals(),
                policy.approvalRules().stream()
                        .map(rule ->
                                new ApprovalRuleResponse(rule.service(), rule.changeClass(), rule.requiredApprovals()))
                        .toList(),
                policy.editsRequireApproval(),
                limit == null ? null : limit.toBigDecimal(),
                known);
    }
}
