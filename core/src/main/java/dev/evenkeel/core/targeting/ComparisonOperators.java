// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import org.jspecify.annotations.Nullable;

/// The comparison operators. Values without an order are neither less nor greater.
final class ComparisonOperators {
    private ComparisonOperators() {}

    static Expression equal(OperatorCall call) {
        return compare(call, TypeCoercion::areLooselyEqual);
    }

    static Expression notEqual(OperatorCall call) {
        return compare(call, (a, b) -> !TypeCoercion.areLooselyEqual(a, b));
    }

    static Expression strictEqual(OperatorCall call) {
        return compare(call, TypeCoercion::areStrictlyEqual);
    }

    static Expression strictNotEqual(OperatorCall call) {
        return compare(call, (a, b) -> !TypeCoercion.areStrictlyEqual(a, b));
    }

    static Expression less(OperatorCall call) {
        return compareRange(call, (a, b) -> TypeCoercion.compare(a, b) == -1);
    }

    static Expression lessOrEqual(OperatorCall call) {
        return compareRange(call, (a, b) -> TypeCoercion.compare(a, b) <= 0);
    }

    static Expression greater(OperatorCall call) {
        return compare(call, (a, b) -> TypeCoercion.compare(a, b) == 1);
    }

    static Expression greaterOrEqual(OperatorCall call) {
        return compare(call, (a, b) -> {
            int order = TypeCoercion.compare(a, b);
            return order == 0 || order == 1;
        });
    }

    private static Expression compare(OperatorCall call, Relation relation) {
        return new Comparison(call.argument(0), call.argument(1), relation);
    }

    private static Expression compareRange(OperatorCall call, Relation relation) {
        var first = call.argument(0);
        var second = call.argument(1);
        if (call.size() == 2) {
            return new Comparison(first, second, relation);
        }
        var third = call.argument(2);
        return (data, now) -> {
            var middle = second.evaluate(data, now);
            return relation.holds(first.evaluate(data, now), middle)
                    && relation.holds(middle, third.evaluate(data, now));
        };
    }

    @FunctionalInterface
    private interface Relation {
        boolean holds(@Nullable Object a, @Nullable Object b);
    }

    private record Comparison(Expression left, Expression right, Relation relation) implements Expression {
        @Override
        public Boolean evaluate(@Nullable Object data, long epochSeconds) {
            return relation.holds(left.evaluate(data, epochSeconds), right.evaluate(data, epochSeconds));
        }
    }
}
