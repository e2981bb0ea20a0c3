// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.definition;

/// A definition to be stored, with the options of the update.
///
/// @param allowsBrokenRules whether broken rules are accepted; each then evaluates to an error. For definitions
///     whose author cannot correct them now
/// @param hashRuleConfirmed whether the definition may change the hash rule of `fractional`, which moves
///     subjects between variants
/// @param approvals class of the change and its approvals
public record DefinitionUpdate(
        String json, boolean allowsBrokenRules, boolean hashRuleConfirmed, EditApprovals approvals) {
    /// Creates an update by an author who waits for the response.
    public static DefinitionUpdate of(String json) {
        return new DefinitionUpdate(json, false, false, EditApprovals.NONE);
    }

    /// Returns this update with approvals by others.
    public DefinitionUpdate withApprovals(EditApprovals given) {
        return new DefinitionUpdate(json, allowsBrokenRules, hashRuleConfirmed, given);
    }

    /// Creates an update that is accepted as it is: from files loaded at startup, or a definition active
    /// elsewhere.
    public static DefinitionUpdate trusted(String json) {
        return new DefinitionUpdate(json, true, true, EditApprovals.NONE);
    }
}
