// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import dev.evenkeel.core.json.JsonPointer;

/// A listener that receives the problems of a rule during its compilation.
@FunctionalInterface
public interface RuleProblemListener {
    /// Receives one problem.
    ///
    /// @param effect effect on evaluations, where the rule is used despite it
    /// @param at place in the definition
    /// @param message what is wrong, with the offending value
    /// @param remedy what to write instead
    void add(ProblemEffect effect, JsonPointer at, String message, String remedy);

    /// The effect of a problem on evaluations.
    enum ProblemEffect {
        /// All evaluations of the rule fail.
        BREAKS_RULE,
        /// The rule remains usable: the operation returns null, or counts a negative weight as 0. flagd's own
        /// operators behave so with invalid arguments.
        TOLERATED
    }
}
