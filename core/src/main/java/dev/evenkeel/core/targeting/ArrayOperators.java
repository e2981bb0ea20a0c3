// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The array operators. A value that is not an array counts as an empty one.
final class ArrayOperators {
    private ArrayOperators() {}

    static Expression map(OperatorCall call) {
        var list = call.argument(0);
        var change = call.localArgument(1);
        return (data, now) -> {
            var changed = new ArrayList<@Nullable Object>();
            for (var element : elements(list.evaluate(data, now))) {
                changed.add(change.evaluate(element, now));
            }
            return changed;
        };
    }

    static Expression filter(OperatorCall call) {
        var list = call.argument(0);
        var condition = call.localArgument(1);
        return (data, now) -> {
            var kept = new ArrayList<@Nullable Object>();
            for (var element : elements(list.evaluate(data, now))) {
                if (TypeCoercion.isTruthy(condition.evaluate(element, now))) {
                    kept.add(element);
                }
            }
            return kept;
        };
    }

    /// `reduce`: inside, `var` reads `current` and `accumulator`.
    static Expression reduce(OperatorCall call) {
        var list = call.argument(0);
        var step = call.localArgument(1);
        var initial = call.argument(2);
        return (data, now) -> {
            Object accumulator = initial.evaluate(data, now);
            for (var element : elements(list.evaluate(data, now))) {
                var scope = new HashMap<String, @Nullable Object>();
                scope.put("current", element);
                scope.put("accumulator", accumulator);
                accumulator = step.evaluate(scope, now);
            }
            return accumulator;
        };
    }

    /// `all`: false for an empty array.
    static Expression all(OperatorCall call) {
        var list = call.argument(0);
        var condition = call.localArgument(1);
        return (data, now) -> {
            var elements = elements(list.evaluate(data, now));
            return !elements.isEmpty() && !anyIs(false, elements, condition, now);
        };
    }

    static Expression some(OperatorCall call) {
        var list = call.argument(0);
        var condition = call.localArgument(1);
        return (data, now) -> anyIs(true, elements(list.evaluate(data, now)), condition, now);
    }

    static Expression none(OperatorCall call) {
        var list = call.argument(0);
        var condition = call.localArgument(1);
        return (data, now) -> !anyIs(true, elements(list.evaluate(data, now)), condition, now);
    }

    /// `merge`: the elements of all arguments; an argument that is not an array counts as an element.
    static Expression merge(OperatorCall call) {
        var arguments = call.arguments();
        return (data, now) -> {
            var merged = new ArrayList<@Nullable Object>();
            for (var argument : arguments) {
                var value = argument.evaluate(data, now);
                if (value instanceof List<?> list) {
                    merged.addAll(list);
                } else {
                    merged.add(value);
                }
            }
            return merged;
        };
    }

    private static boolean anyIs(boolean wanted, List<?> elements, Expression condition, long now) {
        for (var element : elements) {
            if (TypeCoercion.isTruthy(condition.evaluate(element, now)) == wanted) {
                return true;
            }
        }
        return false;
    }

    private static List<?> elements(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
