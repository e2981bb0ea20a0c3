// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.targeting;

import dev.evenkeel.internal.json.Pointer;

/// Takes what is wrong with a rule while it is compiled.
@FunctionalInterface
public interface RuleProblems {
    /// Takes one problem.
    ///
    /// @param at place in the definition
    /// @param message what is wrong, with the offending value
    /// @param remedy what to write instead
    void add(Pointer at, String message, String remedy);
}
