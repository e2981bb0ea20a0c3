// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A rule for the number of approvals that changes of a service, of a class, or of both require.
///
/// @param service service of the changes; null for any
/// @param changeClass class of the changes, such as `hotfix`; null for any
/// @param requiredApprovals number of approvers other than the authors; 0 to [GatePolicy#MAX_APPROVALS]
public record ApprovalRule(
        @Nullable String service, @Nullable String changeClass, int requiredApprovals) {

    public ApprovalRule {
        GatePolicy.checkApprovals(requiredApprovals);
        if (service == null && changeClass == null) {
            throw new IllegalArgumentException("an approval rule must name a service, a change class, or both");
        }
    }

    /// Whether two rules match the same changes.
    public boolean hasSameScope(ApprovalRule other) {
        return Objects.equals(service, other.service) && Objects.equals(changeClass, other.changeClass);
    }

    boolean applies(@Nullable String toService, String toClass) {
        return (service == null || service.equals(toService)) && (changeClass == null || changeClass.equals(toClass));
    }

    /* A rule for a service takes precedence over a rule for a class. */
    int specificity() {
        return (service == null ? 0 : 2) + (changeClass == null ? 0 : 1);
    }
}
