// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import java.util.function.BinaryOperator;

/// The arithmetic operators. Sums and products use the number at the beginning of a string; the other
/// operators require the whole string to be a number.
final class ArithmeticOperators {
    private ArithmeticOperators() {}

    static Expression add(OperatorCall call) {
        return fold(call.arguments(), NumberArithmetic::add);
    }

    static Expression multiply(OperatorCall call) {
        return fold(call.arguments(), NumberArithmetic::multiply);
    }

    /// `-`: the difference of the first two arguments, or the negated single argument.
    static Expression subtract(OperatorCall call) {
        if (call.size() == 1) {
            var argument = call.argument(0);
            return (data, now) -> NumberArithmetic.subtract(0L, TypeCoercion.toNumber(argument.evaluate(data, now)));
        }
        return binary(call, NumberArithmetic::subtract);
    }

    static Expression divide(OperatorCall call) {
        return binary(call, NumberArithmetic::divide);
    }

    static Expression remainder(OperatorCall call) {
        return binary(call, NumberArithmetic::remainder);
    }

    static Expression min(OperatorCall call) {
        return extreme(call.arguments(), -1);
    }

    static Expression max(OperatorCall call) {
        return extreme(call.arguments(), 1);
    }

    private static Expression fold(Expression[] arguments, BinaryOperator<Number> operation) {
        return (data, now) -> {
            Number result = TypeCoercion.toLeadingNumber(arguments[0].evaluate(data, now));
            for (int i = 1; i < arguments.length; i++) {
                result = operation.apply(result, TypeCoercion.toLeadingNumber(arguments[i].evaluate(data, now)));
            }
            return result;
        };
    }

    private static Expression binary(OperatorCall call, BinaryOperator<Number> operation) {
        var left = call.argument(0);
        var right = call.argument(1);
        return (data, now) -> operation.apply(
                TypeCoercion.toNumber(left.evaluate(data, now)), TypeCoercion.toNumber(right.evaluate(data, now)));
    }

    private static Expression extreme(Expression[] arguments, int direction) {
        return (data, now) -> {
            Number best = TypeCoercion.toNumber(arguments[0].evaluate(data, now));
            for (int i = 1; i < arguments.length; i++) {
                Number next = TypeCoercion.toNumber(arguments[i].evaluate(data, now));
                int order = NumberArithmetic.compare(next, best);
                if (order == direction || order == NumberArithmetic.UNORDERED) {
                    best = order == direction ? next : Double.valueOf(Double.NaN);
                }
            }
            return best;
        };
    }
}
