// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import dev.evenkeel.core.json.JsonPointer;

/// A decorator of each compiled operation of a rule. It may replace the expression by one with the same
/// result, for example to record it.
@FunctionalInterface
public interface ExpressionDecorator {
    /// Returns every operation unchanged.
    ExpressionDecorator NONE = (at, operator, compiled) -> compiled;

    /// Returns the expression to use for an operation.
    ///
    /// @param at place in the definition
    Expression decorate(JsonPointer at, String operator, Expression compiled);
}
