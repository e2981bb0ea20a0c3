// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.definition;

/// Who but its author is for an edit of a definition.
///
/// @param changeClass what sort of change it is, such as `normal` or `hotfix`
/// @param approvals how many people other than its author have approved it
public record EditApprovals(String changeClass, int approvals) {
    /// That of an edit which somebody makes at once, alone.
    public static final EditApprovals NONE = new EditApprovals("normal", 0);
}
