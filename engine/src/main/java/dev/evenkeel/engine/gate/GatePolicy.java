// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import dev.evenkeel.core.flag.split.Percent;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The gate policy of an environment: required gates, allowed overrides, and required approvals.
///
/// @param requiredGates names of required gates; null requires all known gates, so that a new gate is not
///     skipped silently
/// @param overrideClasses classes of changes for which overrides are allowed
/// @param requiredApprovals default number of approvers other than the authors, for changes without a rule; 0
///     to 10
/// @param approvalRules required approvals for changes of services and classes, at most one rule for each pair
/// @param editsRequireApproval whether edits of a flag need as many approvals; otherwise only rollouts do
/// @param maxTreatmentShare maximum share of units that an experiment may assign to treatments; null for no
///     limit
public record GatePolicy(
        @Nullable Set<String> requiredGates,
        Set<String> overrideClasses,
        int requiredApprovals,
        List<ApprovalRule> approvalRules,
        boolean editsRequireApproval,
        @Nullable Percent maxTreatmentShare) {
    /// Maximum number of approvals that a policy may require.
    public static final int MAX_APPROVALS = 10;
    /// Default policy.
    public static final GatePolicy DEFAULT =
            new GatePolicy(null, Set.of("hotfix", "security"), 0, List.of(), false, null);

    public GatePolicy {
        checkApprovals(requiredApprovals);
        requiredGates = requiredGates == null ? null : Set.copyOf(requiredGates);
        overrideClasses = Set.copyOf(overrideClasses);
        approvalRules = List.copyOf(approvalRules);
        for (int i = 0; i < approvalRules.size(); i++) {
            if (approvalRules.subList(0, i).stream().anyMatch(approvalRules.get(i)::hasSameScope)) {
                throw new IllegalArgumentException(
                        "two approval rules match the same changes: " + approvalRules.get(i));
            }
        }
    }

    static void checkApprovals(int approvals) {
        if (approvals < 0 || approvals > MAX_APPROVALS) {
            throw new IllegalArgumentException(
                    "required approvals must be 0 to " + MAX_APPROVALS + ", got " + approvals);
        }
    }

    /// Returns the required number of approvers other than the authors: of the rule for the service and
    /// class, else for the service, else for the class, else the default.
    ///
    /// @param service service of the change; null when unknown
    /// @param changeClass class of the change
    public int requiredApprovals(@Nullable String service, String changeClass) {
        return approvalRules.stream()
                .filter(rule -> rule.applies(service, changeClass))
                .max(Comparator.comparingInt(ApprovalRule::specificity))
                .map(ApprovalRule::requiredApprovals)
                .orElse(requiredApprovals);
    }

    /// Whether a change must pass a gate.
    public boolean requires(String gate) {
        return requiredGates == null || requiredGates.contains(gate);
    }

    /// Returns the gates required by name, sorted.
    Set<String> requiredNames() {
        return requiredGates == null ? Set.of() : new TreeSet<>(requiredGates);
    }
}
