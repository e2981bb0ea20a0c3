// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How many people have to approve the changes of a service, of a class, or of both.
///
/// @param service whose changes; null for any
/// @param changeClass class of the changes, such as `hotfix`; null for any
/// @param approvals how many people other than the authors; 0 to [GatePolicy#MOST_APPROVALS]
public record ApprovalRule(
        @Nullable String service, @Nullable String changeClass, int approvals) {

    public ApprovalRule {
        GatePolicy.requireApprovals(approvals);
        if (service == null && changeClass == null) {
            throw new IllegalArgumentException("a rule of approvals names a service, a class of change, or both");
        }
    }

    /// Whether two rules are about the same changes.
    public boolean isAboutTheSame(ApprovalRule other) {
        return Objects.equals(service, other.service) && Objects.equals(changeClass, other.changeClass);
    }

    boolean applies(@Nullable String toService, String toClass) {
        return (service == null || service.equals(toService)) && (changeClass == null || changeClass.equals(toClass));
    }

    /* That of a service says more than that of a class, whoever's. */
    int weight() {
        return (service == null ? 0 : 2) + (changeClass == null ? 0 : 1);
    }
}
