// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import dev.evenkeel.core.json.JsonPointer;

/// Sees each operation of a rule when it has been compiled, and may put another expression in its place: one
/// that says the same and notes that it did.
@FunctionalInterface
public interface ExpressionDecorator {
    /// Leaves every operation as it is.
    ExpressionDecorator NONE = (at, operator, compiled) -> compiled;

    /// The expression to use for an operation.
    ///
    /// @param at where it stands in the definition
    Expression observe(JsonPointer at, String operator, Expression compiled);
}
