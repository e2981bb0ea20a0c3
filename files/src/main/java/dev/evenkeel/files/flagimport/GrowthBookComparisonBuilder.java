// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import dev.evenkeel.files.json.JsonTextParser;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/// A builder of rules with the semantics of JavaScript comparisons, which GrowthBook uses for conditions.
final class GrowthBookComparisonBuilder {
    static final String INEXACT = "the number is too large for exact comparison in JavaScript "
            + "(above 9007199254740991); compare strings that do not look like numbers";

    private static final Set<String> WORDS = Set.of("true", "false", "Infinity", "+Infinity", "-Infinity");

    private GrowthBookComparisonBuilder() {}

    /// Whether a value is truthy in JavaScript. An empty array is truthy there, but not in rules.
    static JsonNode isTruthy(JsonNode value) {
        return JsonLogicBuilder.not(isFalsy(value, JsonLogicBuilder.NULL));
    }

    /// Whether a value equals a plain one, by its type: `!!value === wanted`, `value * 1 === wanted` or `value
    /// + "" === wanted`.
    static JsonNode isSame(JsonNode value, JsonNode wanted) {
        if (wanted.isNull()) {
            return JsonLogicBuilder.operation("===", value, JsonLogicBuilder.NULL);
        }
        if (wanted.isBoolean()) {
            return wanted.booleanValue() ? isTruthy(value) : isFalsy(value);
        }
        if (wanted.isNumber()) {
            JsonNode equal = JsonLogicBuilder.operation("==", value, wanted);
            return wanted.doubleValue() == 0
                    ? JsonLogicBuilder.or(JsonLogicBuilder.operation("===", value, JsonLogicBuilder.NULL), equal)
                    : equal;
        }
        return isSameText(value, wanted);
    }

    /// Whether a value, or one of its elements, is in a list, compared without conversion.
    static JsonNode isIn(JsonNode value, JsonNode list) {
        return list.isEmpty()
                ? JsonLogicBuilder.FALSE
                : JsonLogicBuilder.some(value, JsonLogicBuilder.operation("in", JsonLogicBuilder.element(), list));
    }

    /// Parses a number; null when the text is not one.
    static @Nullable BigDecimal parseNumber(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /// Whether the text is not a number, or a number that is not rounded.
    static boolean isExactText(String text) {
        BigDecimal number = parseNumber(text);
        return number == null || JsonLogicBuilder.isExact(number);
    }

    /// Uses the shorter comparison where no number, boolean or null can have that text.
    private static JsonNode isSameText(JsonNode value, JsonNode wanted) {
        String text = wanted.asString();
        JsonNode asText = JsonLogicBuilder.operation("===", JsonLogicBuilder.operation("cat", value), wanted);
        if (text.isEmpty()) {
            return JsonLogicBuilder.and(JsonLogicBuilder.exists(value), asText);
        }
        if (text.equals("null")) {
            return JsonLogicBuilder.or(JsonLogicBuilder.operation("===", value, JsonLogicBuilder.NULL), asText);
        }
        boolean mayBeAnother = text.isBlank() || WORDS.contains(text.strip()) || text.matches(".*[0-9].*");
        return mayBeAnother ? asText : JsonLogicBuilder.operation("==", value, wanted);
    }

    private static JsonNode isFalsy(JsonNode value, JsonNode... more) {
        var falsy = JsonTextParser.STRICT.createArrayNode();
        falsy.add(BooleanNode.FALSE).add(0).add("").addAll(List.of(more));
        return JsonLogicBuilder.operation("in", value, falsy);
    }
}
