// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.definition;

/// A definition that is to come into force.
///
/// @param tolerant whether broken rules are taken in: each then answers with an error. For definitions
///     whose author cannot be asked
/// @param hashRuleConfirmed whether it may bring another hash rule of `fractional`, which moves subjects
/// @param consent who is for it
public record NewDefinition(String json, boolean tolerant, boolean hashRuleConfirmed, Consent consent) {
    /// A definition of somebody who waits for the answer.
    public static NewDefinition of(String json) {
        return new NewDefinition(json, false, false, Consent.NONE);
    }

    /// The same with the consent of others.
    public NewDefinition with(Consent given) {
        return new NewDefinition(json, tolerant, hashRuleConfirmed, given);
    }

    /// A definition that is the truth as it is: that of files given at start, or one in force elsewhere.
    public static NewDefinition asItIs(String json) {
        return new NewDefinition(json, true, true, Consent.NONE);
    }
}
