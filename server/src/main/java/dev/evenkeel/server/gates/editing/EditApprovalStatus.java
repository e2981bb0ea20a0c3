// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

/// The class of an edit of a definition, and its approvals.
///
/// @param changeClass class of the change, such as `normal` or `hotfix`
/// @param count number of approvals by people other than the author
record EditApprovalStatus(String changeClass, int count) {
    /// An immediate edit without approvals.
    static final EditApprovalStatus NONE = new EditApprovalStatus("normal", 0);
}
