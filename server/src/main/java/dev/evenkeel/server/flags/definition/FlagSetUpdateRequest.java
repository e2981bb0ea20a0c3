// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.definition;

/// A definition to be stored, with the options of the update.
///
/// @param allowsBrokenRules whether broken rules are accepted; each then evaluates to an error. For definitions
///     whose author cannot correct them now
/// @param hashRuleConfirmed whether the definition may change the hash rule of `fractional`, which moves
///     subjects between variants
/// @param approvals class of the change and its approvals
public record FlagSetUpdateRequest(
        String json, boolean allowsBrokenRules, boolean hashRuleConfirmed, EditApprovalStatus approvals) {
    /// Creates an update by an author who waits for the response.
    public static FlagSetUpdateRequest of(String json) {
        return new FlagSetUpdateRequest(json, false, false, EditApprovalStatus.NONE);
    }

    /// Returns this update with approvals by others.
    public FlagSetUpdateRequest withApprovals(EditApprovalStatus given) {
        return new FlagSetUpdateRequest(json, allowsBrokenRules, hashRuleConfirmed, given);
    }

    /// Creates an update that is accepted as it is: from files loaded at startup, or a definition active
    /// elsewhere.
    public static FlagSetUpdateRequest trusted(String json) {
        return new FlagSetUpdateRequest(json, true, true, EditApprovalStatus.NONE);
    }
}
