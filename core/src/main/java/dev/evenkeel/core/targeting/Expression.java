// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import org.jspecify.annotations.Nullable;

/// A compiled rule, or part of one. Immutable and thread-safe.
///
/// Values are JSON in plain Java: null, `Boolean`, `String`, `Number`, `List`, `Map`.
public interface Expression {
    /// Evaluates the expression.
    ///
    /// @param data input of `var`: the root that the rule's [RuleDataReader] reads, or the current element
    ///     inside `map`, `filter` and similar operators
    /// @param epochSeconds the time of the evaluation, `$flagd.timestamp`
    @Nullable
    Object evaluate(@Nullable Object data, long epochSeconds);

    /// A constant expression.
    record Constant(@Nullable Object value) implements Expression {
        static final Constant NULL = new Constant(null);

        /// Creates a constant of a literal in a rule. Strings are interned like names of variants, so
        /// comparing them ends at once.
        static Constant literal(@Nullable Object value) {
            return new Constant(value instanceof String text ? text.intern() : value);
        }

        /// Whether all of them are constant.
        static boolean areAll(Expression... expressions) {
            for (Expression expression : expressions) {
                if (!(expression instanceof Constant)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public @Nullable Object evaluate(@Nullable Object data, long epochSeconds) {
            return value;
        }
    }
}
