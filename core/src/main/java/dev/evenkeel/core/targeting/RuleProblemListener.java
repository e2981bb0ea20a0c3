// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import dev.evenkeel.core.json.JsonPointer;

/// Takes what is wrong with a rule while it is compiled.
@FunctionalInterface
public interface RuleProblemListener {
    /// Takes one problem.
    ///
    /// @param effect on evaluations, where the rule is used in spite of it
    /// @param at place in the definition
    /// @param message what is wrong, with the offending value
    /// @param remedy what to write instead
    void add(ProblemEffect effect, JsonPointer at, String message, String remedy);

    /// What a problem does to evaluations.
    enum ProblemEffect {
        /// No evaluation of the rule can be trusted.
        BREAKS_RULE,
        /// The rule goes on: the operation gives null, or counts a negative weight as 0. So do flagd's own
        /// operators with arguments that they cannot use.
        TOLERATED
    }
}
