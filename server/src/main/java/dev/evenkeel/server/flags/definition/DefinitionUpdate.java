// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.definition;

/// A definition that is to come into force.
///
/// @param tolerant whether broken rules are taken in: each then answers with an error. For definitions
///     whose author cannot be asked
/// @param hashRuleConfirmed whether it may bring another hash rule of `fractional`, which moves subjects
/// @param consent who is for it
public record DefinitionUpdate(String json, boolean tolerant, boolean hashRuleConfirmed, EditApprovals consent) {
    /// A definition of somebody who waits for the answer.
    public static DefinitionUpdate of(String json) {
        return new DefinitionUpdate(json, false, false, EditApprovals.NONE);
    }

    /// The same with the consent of others.
    public DefinitionUpdate with(EditApprovals given) {
        return new DefinitionUpdate(json, tolerant, hashRuleConfirmed, given);
    }

    /// A definition that is the truth as it is: that of files given at start, or one in force elsewhere.
    public static DefinitionUpdate asItIs(String json) {
        return new DefinitionUpdate(json, true, true, EditApprovals.NONE);
    }
}
