// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonArray;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A transformation that inlines a flag's key into its rule, so that the rule has the same result inside
/// another flag.
///
/// A rule depends on its flag by `$flagd.flagKey`, and by every `fractional` that hashes flag key and
/// targeting key because its first argument is missing or not a string. Rules inside array operators can
/// access neither.
///
/// Rules are JSON values or plain Java lists and maps of them. One instance per flag.
final class FlagKeyInliner {
    private static final Map<String, Object> TARGETING_KEY = Map.of("var", "targetingKey");
    private static final String FLAG_KEY = "$flagd.flagKey";

    /// Operators whose second argument is evaluated for each element of the first.
    private static final Set<String> OF_ELEMENTS = Set.of("map", "filter", "reduce", "all", "some", "none");

    private final String key;
    private final Map<String, JsonValue> evaluators;
    private final Map<String, Object> bound = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    /// @param evaluators shared rules for `$ref`; cyclic references are preserved
    FlagKeyInliner(String key, Map<String, JsonValue> evaluators) {
        this.key = key;
        this.evaluators = evaluators;
    }

    /// Returns the rule for use in any flag, with its `$ref`s replaced.
    Object bind(Object rule) {
        var list = elements(rule);
        if (list != null) {
            return bindAll(list);
        }
        var operation = members(rule);
        if (operation == null || operation.size() != 1) {
            return rule;
        }
        var member = operation.entrySet().iterator().next();
        var argument = member.getValue();
        return argument == null ? rule : bind(member.getKey(), argument, rule);
    }

    private Object bind(String operator, Object argument, Object rule) {
        var list = elements(argument);
        if (operator.equals("$ref")) {
            return bindEvaluator(text(argument), rule);
        }
        if (list == null) {
            return operator.equals("var") && FLAG_KEY.equals(text(argument)) ? key : Map.of(operator, bind(argument));
        }
        if (list.isEmpty()) {
            return rule;
        }
        if (operator.equals("fractional")) {
            return bindFractional(list);
        }
        if (operator.equals("var") && FLAG_KEY.equals(text(list.get(0)))) {
            return key;
        }
        return Map.of(operator, OF_ELEMENTS.contains(operator) ? outsideElements(list) : bindAll(list));
    }

    private Object bindEvaluator(@Nullable String name, Object reference) {
        var evaluator = name == null ? null : evaluators.get(name);
        if (evaluator == null) {
            return reference;
        }
        var known = bound.get(name);
        if (known == null) {
            if (!open.add(name)) {
                return reference;
            }
            known = bind(evaluator);
            bound.put(name, known);
            open.remove(name);
        }
        return known;
    }

    private Object bindFractional(List<?> arguments) {
        var first = arguments.get(0);
        boolean implicit = first == null || elements(first) != null;
        var buckets = bindAll(arguments.subList(implicit ? 0 : 1, arguments.size()));
        if (implicit) {
            return onlyIf(TARGETING_KEY, split(ownKey(), buckets));
        }
        var given = bind(first);
        var operation = members(given);
        if (operation != null && operation.containsKey("cat")) {
            return split(given, buckets);
        }
        Map<String, Object> isText = Map.of("===", List.of(Map.of("cat", List.of(given)), given));
        var hashed = Map.of("if", List.of(isText, given, ownKey()));
        return onlyIf(Map.of("or", List.of(isText, TARGETING_KEY)), split(hashed, buckets));
    }

    private Map<String, Object> ownKey() {
        return Map.of("cat", List.of(key, TARGETING_KEY));
    }

    private static Map<String, Object> split(Object hashed, List<@Nullable Object> buckets) {
        var arguments = new ArrayList<@Nullable Object>();
        arguments.add(hashed);
        arguments.addAll(buckets);
        return Map.of("fractional", arguments);
    }

    private static Map<String, Object> onlyIf(Object condition, Object rule) {
        return Map.of("if", List.of(condition, rule));
    }

    private List<@Nullable Object> outsideElements(List<?> arguments) {
        var changed = bindAll(arguments);
        if (changed.size() > 1) {
            changed.set(1, arguments.get(1));
        }
        return changed;
    }

    private List<@Nullable Object> bindAll(List<?> elements) {
        var changed = new ArrayList<@Nullable Object>();
        for (var element : elements) {
            changed.add(element == null ? null : bind(element));
        }
        return changed;
    }

    private static @Nullable List<?> elements(@Nullable Object rule) {
        if (rule instanceof JsonArray array) {
            return array.elements();
        }
        return rule instanceof List<?> list ? list : null;
    }

    private static @Nullable Map<String, ?> members(@Nullable Object rule) {
        if (rule instanceof JsonObject object) {
            return object.members();
        }
        if (!(rule instanceof Map<?, ?> map)) {
            return null;
        }
        var members = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((name, value) -> members.put(String.valueOf(name), value));
        return members;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof JsonString string ? string.value() : value instanceof String text ? text : null;
    }
}
