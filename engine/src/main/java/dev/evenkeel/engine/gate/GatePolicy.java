// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import dev.evenkeel.core.flag.split.Percent;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which gates an environment requires, who may pass them by, and how many people have to be for a
/// change.
///
/// @param required names of gates; null requires all that are known, so that a gate which is added
///     passes nothing silently
/// @param overrideClasses classes of change for which an override counts
/// @param approvals how many people other than its authors have to approve a change of which no rule
///     says more; 0 to 10
/// @param rules how many for the changes of services and classes, at most one for each pair of the two
/// @param approvedEdits whether as many people have to approve a change that somebody makes by editing a
///     flag; else only what a rollout leads needs them
/// @param treatmentLimit the largest share of units that an experiment may give to treatments; null for no
///     limit
public record GatePolicy(
        @Nullable Set<String> required,
        Set<String> overrideClasses,
        int approvals,
        List<ApprovalRule> rules,
        boolean approvedEdits,
        @Nullable Percent treatmentLimit) {
    /// The most approvals that a policy may ask for.
    public static final int MOST_APPROVALS = 10;
    /// Where nothing was said.
    public static final GatePolicy USUAL =
            new GatePolicy(null, Set.of("hotfix", "security"), 0, List.of(), false, null);

    public GatePolicy {
        requireApprovals(approvals);
        required = required == null ? null : Set.copyOf(required);
        overrideClasses = Set.copyOf(overrideClasses);
        rules = List.copyOf(rules);
        for (int i = 0; i < rules.size(); i++) {
            if (rules.subList(0, i).stream().anyMatch(rules.get(i)::isAboutTheSame)) {
                throw new IllegalArgumentException(
                        "two rules of approvals are about the same changes: " + rules.get(i));
            }
        }
    }

    static void requireApprovals(int approvals) {
        if (approvals < 0 || approvals > MOST_APPROVALS) {
            throw new IllegalArgumentException(
                    "a policy asks for 0 to " + MOST_APPROVALS + " approvals, got " + approvals);
        }
    }

    /// How many people other than its authors have to approve a change: what the rule for its service and
    /// its class says, else that for its service, else that for its class, else what holds for all.
    ///
    /// @param service whose change it is; null when nobody has said
    /// @param changeClass its class
    public int approvals(@Nullable String service, String changeClass) {
        return rules.stream()
                .filter(rule -> rule.applies(service, changeClass))
                .max(Comparator.comparingInt(ApprovalRule::weight))
                .map(ApprovalRule::approvals)
                .orElse(approvals);
    }

    /// Whether a change has to pass a gate.
    public boolean requires(String gate) {
        return required == null || required.contains(gate);
    }

    /// Names that are required by name, in order.
    Set<String> named() {
        return required == null ? Set.of() : new TreeSet<>(required);
    }
}
