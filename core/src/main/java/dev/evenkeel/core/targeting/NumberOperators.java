// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import java.util.function.BinaryOperator;

/// Arithmetic. Sums and products read the number a text begins with; the other operators need the whole text.
final class NumberOperators {
    private NumberOperators() {}

    static Expression add(Usage usage) {
        return fold(usage.arguments(), Numbers::add);
    }

    static Expression multiply(Usage usage) {
        return fold(usage.arguments(), Numbers::multiply);
    }

    /// `-`: the difference of the first two arguments, or the only one with its sign changed.
    static Expression subtract(Usage usage) {
        if (usage.size() == 1) {
            var argument = usage.argument(0);
            return (data, now) -> Numbers.subtract(0L, Coercion.number(argument.evaluate(data, now)));
        }
        return binary(usage, Numbers::subtract);
    }

    static Expression divide(Usage usage) {
        return binary(usage, Numbers::divide);
    }

    static Expression remainder(Usage usage) {
        return binary(usage, Numbers::remainder);
    }

    static Expression min(Usage usage) {
        return extreme(usage.arguments(), -1);
    }

    static Expression max(Usage usage) {
        return extreme(usage.arguments(), 1);
    }

    private static Expression fold(Expression[] arguments, BinaryOperator<Number> operation) {
        return (data, now) -> {
            Number result = Coercion.leadingNumber(arguments[0].evaluate(data, now));
            for (int i = 1; i < arguments.length; i++) {
                result = operation.apply(result, Coercion.leadingNumber(arguments[i].evaluate(data, now)));
            }
            return result;
        };
    }

    private static Expression binary(Usage usage, BinaryOperator<Number> operation) {
        var left = usage.argument(0);
        var right = usage.argument(1);
        return (data, now) ->
                operation.apply(Coercion.number(left.evaluate(data, now)), Coercion.number(right.evaluate(data, now)));
    }

    private static Expression extreme(Expression[] arguments, int direction) {
        return (data, now) -> {
            Number best = Coercion.number(arguments[0].evaluate(data, now));
            for (int i = 1; i < arguments.length; i++) {
                Number next = Coercion.number(arguments[i].evaluate(data, now));
                int order = Numbers.compare(next, best);
                if (order == direction || order == Numbers.UNORDERED) {
                    best = order == direction ? next : Double.valueOf(Double.NaN);
                }
            }
            return best;
        };
    }
}
