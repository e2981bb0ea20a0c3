// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import org.jspecify.annotations.Nullable;

/// A compiled rule, or part of one. Immutable and thread-safe.
///
/// Values are plain Java as JSON knows them: null, `Boolean`, `String`, `Number`, `List`, `Map`.
public interface Expression {
    /// What the rule says about the data.
    ///
    /// @param data what `var` reads: the root that the rule's [RuleDataReader] understands, or inside `map`,
    ///     `filter` and the like the current element
    /// @param epochSeconds the time of the evaluation, `$flagd.timestamp`
    @Nullable
    Object evaluate(@Nullable Object data, long epochSeconds);

    /// An expression that always says the same.
    record Constant(@Nullable Object value) implements Expression {
        static final Constant NULL = new Constant(null);

        /// A value that is written in a rule. Texts are interned as names of variants are, so comparing them
        /// ends at once.
        static Constant literal(@Nullable Object value) {
            return new Constant(value instanceof String text ? text.intern() : value);
        }

        /// Whether none of them depends on anything.
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
