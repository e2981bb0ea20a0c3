// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import org.jspecify.annotations.Nullable;

/// The logic operators, which select one of their arguments or convert one to a boolean.
final class LogicOperators {
    private LogicOperators() {}

    /// `if`, `?:`: condition, result, condition, result ..., else; null when no condition is true.
    static Expression choose(OperatorCall call) {
        var arguments = call.arguments();
        return arguments.length == 3
                ? new ConditionalExpression(arguments[0], arguments[1], arguments[2])
                : chooseFirst(arguments);
    }

    /// `and`: the first false argument, or the last one.
    static Expression and(OperatorCall call) {
        return firstMatching(false, call.arguments());
    }

    /// `or`: the first true argument, or the last one.
    static Expression or(OperatorCall call) {
        return firstMatching(true, call.arguments());
    }

    /// `!`: whether the argument is false.
    static Expression not(OperatorCall call) {
        var argument = call.argument(0);
        return (data, now) -> !TypeCoercion.isTruthy(argument.evaluate(data, now));
    }

    /// `!!`: whether the argument is true.
    static Expression truth(OperatorCall call) {
        var argument = call.argument(0);
        return (data, now) -> TypeCoercion.isTruthy(argument.evaluate(data, now));
    }

    private static Expression chooseFirst(Expression[] arguments) {
        return (data, now) -> {
            int last = arguments.length - 1;
            for (int i = 0; i < last; i += 2) {
                if (TypeCoercion.isTruthy(arguments[i].evaluate(data, now))) {
                    return arguments[i + 1].evaluate(data, now);
                }
            }
            return last % 2 == 0 ? arguments[last].evaluate(data, now) : null;
        };
    }

    private static Expression firstMatching(boolean wanted, Expression[] arguments) {
        return (data, now) -> {
            Object value = null;
            for (var argument : arguments) {
                value = argument.evaluate(data, now);
                if (TypeCoercion.isTruthy(value) == wanted) {
                    break;
                }
            }
            return value;
        };
    }

    /*
     * A record instead of a lambda, because it is on the path of most rules: HotSpot counts a lambda as two call
     * levels.
     */
    private record ConditionalExpression(Expression condition, Expression then, Expression otherwise)
            implements Expression {
        @Override
        public @Nullable Object evaluate(@Nullable Object data, long now) {
            return TypeCoercion.isTruthy(condition.evaluate(data, now))
                    ? then.evaluate(data, now)
                    : otherwise.evaluate(data, now);
        }
    }
}
