// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonArray;
import dev.evenkeel.core.json.JsonValue.JsonBoolean;
import dev.evenkeel.core.json.JsonValue.JsonNumber;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.json.JsonValue.JsonString;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The search for the literal results of a rule: those of `if`, `?:`, `or`, `and` and `fractional`, also
/// through `$ref`. Computed results are not included.
final class RuleResultFinder {
    private final Map<String, JsonValue> evaluators;
    private final Deque<JsonValue> open = new ArrayDeque<>();
    private final Set<String> followed = new HashSet<>();

    private RuleResultFinder(Map<String, JsonValue> evaluators) {
        this.evaluators = evaluators;
    }

    /// Returns the strings, numbers and booleans that the rule may return, each with its place.
    ///
    /// @param evaluators shared rules by name, for `$ref`
    static List<JsonValue> findAll(JsonValue rule, Map<String, JsonValue> evaluators) {
        return new RuleResultFinder(evaluators).find(rule);
    }

    private List<JsonValue> find(JsonValue rule) {
        List<JsonValue> results = new ArrayList<>();
        open.add(rule);
        while (!open.isEmpty()) {
            JsonValue next = open.remove();
            if (next instanceof JsonObject object && object.members().size() == 1) {
                var member = object.members().entrySet().iterator().next();
                follow(member.getKey(), member.getValue());
            } else if (next instanceof JsonString || next instanceof JsonNumber || next instanceof JsonBoolean) {
                results.add(next);
            }
        }
        return results;
    }

    private void follow(String operator, JsonValue written) {
        List<JsonValue> arguments = written instanceof JsonArray array ? array.elements() : List.of(written);
        int last = arguments.size() - 1;
        switch (operator) {
            case "if", "?:" -> {
                for (int i = 0; i <= last; i++) {
                    if (i % 2 == 1 || i == last) {
                        open.add(arguments.get(i));
                    }
                }
            }
            case "or" -> open.addAll(arguments);
            case "and" -> open.addAll(arguments.subList(Math.max(0, last), last + 1));
            case "fractional" -> arguments.forEach(this::followBucket);
            case "$ref" -> followReference(written);
            default -> {}
        }
    }

    private void followBucket(JsonValue argument) {
        if (argument instanceof JsonArray bucket && !bucket.elements().isEmpty()) {
            open.add(bucket.elements().get(0));
        }
    }

    private void followReference(JsonValue name) {
        if (name instanceof JsonString text && followed.add(text.value())) {
            JsonValue evaluator = evaluators.get(text.value());
            if (evaluator != null) {
                open.add(evaluator);
            }
        }
    }
}
