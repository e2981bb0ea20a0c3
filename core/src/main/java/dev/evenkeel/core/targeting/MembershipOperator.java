// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import dev.evenkeel.core.targeting.Expression.Constant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `in`: whether a string contains another, or an array an element (without coercion).
final class MembershipOperator {
    private MembershipOperator() {}

    static Expression in(OperatorCall call) {
        var sought = call.argument(0);
        var container = call.argument(1);
        if (container instanceof Constant constant && constant.value() instanceof List<?> list && allTexts(list)) {
            return inTexts(sought, list);
        }
        return (data, now) -> holds(container.evaluate(data, now), sought.evaluate(data, now));
    }

    /// Returns an expression for a list of constant strings; a long list costs one hash lookup.
    private static Expression inTexts(Expression sought, List<?> list) {
        Set<Object> texts = list.stream().collect(Collectors.toUnmodifiableSet());
        return (data, now) -> sought.evaluate(data, now) instanceof String text && texts.contains(text);
    }

    private static boolean allTexts(List<?> list) {
        return list.stream().allMatch(String.class::isInstance);
    }

    private static boolean holds(@Nullable Object container, @Nullable Object sought) {
        if (container instanceof String text) {
            return text.contains(TypeCoercion.toText(sought));
        }
        if (container instanceof List<?> list) {
            for (var element : list) {
                if (TypeCoercion.areStrictlyEqual(element, sought)) {
                    return true;
                }
            }
        }
        return false;
    }
}
