// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// How GrowthBook's JavaScript SDK evaluates a condition:
/// <https://docs.growthbook.io/lib/build-your-own#evalcondition>.
///
/// @param groups saved groups
record GrowthBookSemantics(Map<String, List<?>> groups) {
    boolean condition(@Nullable Object context, Map<?, ?> condition) {
        return condition.entrySet().stream().allMatch(member -> {
            Object wanted = member.getValue();
            return switch (String.valueOf(member.getKey())) {
                case "$and" -> ((List<?>) wanted).stream().allMatch(each -> condition(context, (Map<?, ?>) each));
                case "$or" -> any(context, (List<?>) wanted);
                case "$nor" -> !any(context, (List<?>) wanted);
                case "$not" -> !condition(context, (Map<?, ?>) wanted);
                default -> value(wanted, path(context, String.valueOf(member.getKey())));
            };
        });
    }

    private boolean any(@Nullable Object context, List<?> conditions) {
        return conditions.isEmpty() || conditions.stream().anyMatch(each -> condition(context, (Map<?, ?>) each));
    }

    private static @Nullable Object path(@Nullable Object context, String path) {
        Object value = context;
        for (String step : path.split("\\.", -1)) {
            if (value instanceof List<?> list && step.matches("0|[1-9][0-9]{0,8}")) {
                value = Integer.parseInt(step) < list.size() ? list.get(Integer.parseInt(step)) : null;
            } else {
                value = value instanceof Map<?, ?> map ? map.get(step) : null;
            }
        }
        return value;
    }

    private boolean value(@Nullable Object wanted, @Nullable Object value) {
        return switch (wanted) {
            case null -> value == null;
            case String text -> JavaScriptSemantics.toText(value).equals(text);
            case Number number -> JavaScriptSemantics.toNumber(value) == number.doubleValue();
            case Boolean truth -> value != null && JavaScriptSemantics.toBoolean(value) == truth;
            case Map<?, ?> operators ->
                operators.entrySet().stream()
                        .allMatch(each -> operator(String.valueOf(each.getKey()), value, each.getValue()));
            default -> throw new AssertionError("not compared here: " + wanted);
        };
    }

    private boolean operator(String name, @Nullable Object value, @Nullable Object wanted) {
        return switch (name) {
            case "$eq" -> JavaScriptSemantics.strictEquals(value, wanted);
            case "$ne" -> !JavaScriptSemantics.strictEquals(value, wanted);
            case "$lt" -> JavaScriptSemantics.compare(value, wanted) == -1;
            case "$lte" -> JavaScriptSemantics.compare(value, wanted) <= 0;
            case "$gt" -> JavaScriptSemantics.compare(value, wanted) == 1;
            case "$gte" -> List.of(0, 1).contains(JavaScriptSemantics.compare(value, wanted));
            case "$exists" -> (value != null) == JavaScriptSemantics.toBoolean(wanted);
            case "$in" -> wanted instanceof List<?> list && in(value, list);
            case "$nin" -> wanted instanceof List<?> list && !in(value, list);
            case "$inGroup" -> in(value, groups.getOrDefault(String.valueOf(wanted), List.of()));
            case "$notInGroup" -> !in(value, groups.getOrDefault(String.valueOf(wanted), List.of()));
            case "$not" -> !value(wanted, value);
            case "$all" ->
                elements(
                        value,
                        list -> ((List<?>) Objects.requireNonNull(wanted))
                                .stream().allMatch(each -> list.stream().anyMatch(element -> value(each, element))));
            case "$elemMatch" ->
                elements(
                        value,
                        list -> list.stream()
                                .filter(JavaScriptSemantics::toBoolean)
                                .anyMatch(element -> element(element, (Map<?, ?>) Objects.requireNonNull(wanted))));
            default -> throw new AssertionError("not evaluated here: " + name);
        };
    }

    private boolean element(@Nullable Object element, Map<?, ?> wanted) {
        boolean operators =
                wanted.keySet().stream().allMatch(key -> String.valueOf(key).startsWith("$"));
        return (operators && !wanted.isEmpty()) ? value(wanted, element) : condition(element, wanted);
    }

    private static boolean elements(@Nullable Object value, Predicate<List<?>> condition) {
        return value instanceof List<?> list && condition.test(list);
    }

    private static boolean in(@Nullable Object value, List<?> wanted) {
        Predicate<@Nullable Object> listed =
                each -> wanted.stream().anyMatch(other -> JavaScriptSemantics.strictEquals(each, other));
        return value instanceof List<?> list ? list.stream().anyMatch(listed) : listed.test(value);
    }
}
