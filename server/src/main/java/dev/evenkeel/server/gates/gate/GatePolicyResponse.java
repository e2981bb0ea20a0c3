// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.gate.GatePolicy;
import dev.evenkeel.files.plan.RolloutPlanJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An environment's policy as the HTTP API shows it.
///
/// @param required names of gates; null = all that are known
/// @param overrideClasses classes of change for which an override counts
/// @param approvals how many people have to approve a change of which no rule says more
/// @param rules how many for the changes of services and classes
/// @param edits whether edits of flags need as many too
/// @param treatmentLimit the largest share of units that an experiment may give to treatments, in percent; null
///     for no limit
/// @param known every gate of this server
record GatePolicyResponse(
        @Nullable List<String> required,
        List<String> overrideClasses,
        int approvals,
        List<ApprovalRuleResponse> rules,
        EditApprovalMode edits,
        @Nullable BigDecimal treatmentLimit,
        List<String> known) {
    /// What holds for edits of flags.
    enum EditApprovalMode {
        /// Whoever may write a flag may change it.
        FREE,
        /// What a flag would say has to be approved before it does.
        APPROVED
    }

    /// How many people have to approve a change of a service, of a class, or of both.
    record ApprovalRuleResponse(
            @Nullable String service,
            @JsonProperty("class") @Nullable String changeClass,
            int approvals) {}

    static GatePolicyResponse of(GatePolicy policy, List<String> known) {
        Set<String> required = policy.required();
        Percent limit = policy.treatmentLimit();
        return new GatePolicyResponse(
                required == null ? null : required.stream().sorted().toList(),
                policy.overrideClasses().stream().sorted().toList(),
                policy.approvals(),
                policy.rules().stream()
                        .map(rule -> new ApprovalRuleResponse(rule.service(), rule.changeClass(), rule.approvals()))
                        .toList(),
                policy.approvedEdits() ? EditApprovalMode.APPROVED : EditApprovalMode.FREE,
                limit == null ? null : RolloutPlanJson.percent(limit),
                known);
    }
}
