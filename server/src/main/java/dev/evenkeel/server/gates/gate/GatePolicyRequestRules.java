// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import dev.evenkeel.api.GateApi.ApprovalRuleRequest;
import dev.evenkeel.api.GateApi.PutGatePolicyRequest;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.gate.ApprovalRule;
import dev.evenkeel.engine.gate.GatePolicy;
import dev.evenkeel.files.json.ValidationErrors;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rules of gate policies that the JSON Schema of the request cannot express.
final class GatePolicyRequestRules {
    private GatePolicyRequestRules() {}

    /// @param known names of all gates
    static void check(PutGatePolicyRequest request, List<String> known, ValidationErrors errors) {
        List<String> required = orEmpty(request.requiredGates());
        for (int i = 0; i < required.size(); i++) {
            if (!known.contains(required.get(i))) {
                errors.add(
                        "/requiredGates/" + i,
                        "is an unknown gate: \"" + required.get(i) + "\"",
                        "allowed: " + String.join(", ", known) + "; set requiredGates to null for all gates");
            }
        }
        List<String> classes = orEmpty(request.overrideClasses());
        for (int i = 0; i < classes.size(); i++) {
            if (!GateContext.isValidClass(classes.get(i))) {
                errors.add(
                        "/overrideClasses/" + i,
                        "is not a valid change class: \"" + classes.get(i) + "\"",
                        "use " + GateContext.CLASS_RULE);
            }
        }
        checkRules(orEmpty(request.approvalRules()), errors);
        checkShare(request.maxTreatmentShare(), errors);
    }

    private static void checkRules(List<ApprovalRuleRequest> rules, ValidationErrors errors) {
        Set<List<@Nullable String>> scopes = new HashSet<>();
        for (int i = 0; i < rules.size(); i++) {
            ApprovalRuleRequest rule = rules.get(i);
            String pointer = "/approvalRules/" + i + "/service";
            if (rule.service() == null && rule.changeClass() == null) {
                errors.add(
                        pointer,
                        "and changeClass are both missing",
                        "set at least one of them; for all changes, set requiredApprovals of the policy");
            } else if (!scopes.add(Arrays.asList(rule.service(), rule.changeClass()))) {
                errors.add(
                        pointer, "and changeClass are the same as in an earlier rule", "remove one of the two rules");
            }
        }
    }

    private static void checkShare(@Nullable BigDecimal share, ValidationErrors errors) {
        if (share != null && share.stripTrailingZeros().scale() > 2) {
            errors.add("/maxTreatmentShare", "must have at most two decimals, got " + share, "round it, such as 33.33");
        }
    }

    /// Converts a valid request.
    static GatePolicy toPolicy(PutGatePolicyRequest request) {
        List<String> required = request.requiredGates();
        BigDecimal share = request.maxTreatmentShare();
        return new GatePolicy(
                required == null ? null : Set.copyOf(required),
                request.overrideClasses() == null
                        ? GatePolicy.DEFAULT.overrideClasses()
                        : Set.copyOf(request.overrideClasses()),
                Objects.requireNonNullElse(request.requiredApprovals(), GatePolicy.DEFAULT.requiredApprovals()),
                orEmpty(request.approvalRules()).stream()
                        .map(rule -> new ApprovalRule(rule.service(), rule.changeClass(), rule.requiredApprovals()))
                        .toList(),
                Objects.requireNonNullElse(request.editsRequireApproval(), GatePolicy.DEFAULT.editsRequireApproval()),
                share == null ? null : Percent.parse(share.toPlainString()));
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
