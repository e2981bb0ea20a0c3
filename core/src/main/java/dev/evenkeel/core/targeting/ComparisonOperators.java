// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import org.jspecify.annotations.Nullable;

/// Operators that compare values. What cannot be ordered is neither less nor greater.
final class ComparisonOperators {
    private ComparisonOperators() {}

    static Expression equal(Usage usage) {
        return compare(usage, Coercion::looselyEqual);
    }

    static Expression notEqual(Usage usage) {
        return compare(usage, (a, b) -> !Coercion.looselyEqual(a, b));
    }

    static Expression same(Usage usage) {
        return compare(usage, Coercion::strictlyEqual);
    }

    static Expression notSame(Usage usage) {
        return compare(usage, (a, b) -> !Coercion.strictlyEqual(a, b));
    }

    static Expression less(Usage usage) {
        return between(usage, (a, b) -> Coercion.compare(a, b) == -1);
    }

    static Expression lessOrEqual(Usage usage) {
        return between(usage, (a, b) -> Coercion.compare(a, b) <= 0);
    }

    static Expression greater(Usage usage) {
        return compare(usage, (a, b) -> Coercion.compare(a, b) == 1);
    }

    static Expression greaterOrEqual(Usage usage) {
        return compare(usage, (a, b) -> {
            int order = Coercion.compare(a, b);
            return order == 0 || order == 1;
        });
    }

    private static Expression compare(Usage usage, Relation relation) {
        return new Comparison(usage.argument(0), usage.argument(1), relation);
    }

    private static Expression between(Usage usage, Relation relation) {
        var first = usage.argument(0);
        var second = usage.argument(1);
        if (usage.size() == 2) {
            return new Comparison(first, second, relation);
        }
        var third = usage.argument(2);
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
