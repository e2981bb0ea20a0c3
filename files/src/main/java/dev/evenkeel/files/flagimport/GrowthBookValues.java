// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/// Writes comparisons of JavaScript, which GrowthBook evaluates conditions with, as rules.
final class GrowthBookValues {
    static final String INEXACT = "the number is too large for JavaScript to tell it from its neighbours "
            + "(beyond 9007199254740991); compare texts that do not look like numbers";

    private static final Set<String> WORDS = Set.of("true", "false", "Infinity", "+Infinity", "-Infinity");

    private GrowthBookValues() {}

    /// Whether JavaScript takes a value for true. It takes an empty array for true, rules do not.
    static JsonNode truthy(JsonNode value) {
        return Logic.not(falsy(value, Logic.NULL));
    }

    /// Whether a value is the same as a plain one, by its type: `!!value === wanted`, `value * 1 === wanted` or
    /// `value + "" === wanted`.
    static JsonNode same(JsonNode value, JsonNode wanted) {
        if (wanted.isNull()) {
            return Logic.operation("===", value, Logic.NULL);
        }
        if (wanted.isBoolean()) {
            return wanted.booleanValue() ? truthy(value) : falsy(value);
        }
        if (wanted.isNumber()) {
            JsonNode equal = Logic.operation("==", value, wanted);
            return wanted.doubleValue() == 0 ? Logic.or(Logic.operation("===", value, Logic.NULL), equal) : equal;
        }
        return sameText(value, wanted);
    }

    /// Whether a value, or one of its elements, is in a list, compared without conversion.
    static JsonNode isIn(JsonNode value, JsonNode list) {
        return list.isEmpty() ? Logic.FALSE : Logic.some(value, Logic.operation("in", Logic.element(), list));
    }

    /// The number that the text is; null when it is none.
    static @Nullable BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /// Whether the text is no number, or one that is not rounded.
    static boolean isExactText(String text) {
        BigDecimal number = number(text);
        return number == null || Logic.isExact(number);
    }

    /// The short comparison where no number, truth value or null can have that text.
    private static JsonNode sameText(JsonNode value, JsonNode wanted) {
        String text = wanted.asString();
        JsonNode asText = Logic.operation("===", Logic.operation("cat", value), wanted);
        if (text.isEmpty()) {
            return Logic.and(Logic.exists(value), asText);
        }
        if (text.equals("null")) {
            return Logic.or(Logic.operation("===", value, Logic.NULL), asText);
        }
        boolean mayBeAnother = text.isBlank() || WORDS.contains(text.strip()) || text.matches(".*[0-9].*");
        return mayBeAnother ? asText : Logic.operation("==", value, wanted);
    }

    private static JsonNode falsy(JsonNode value, JsonNode... more) {
        var falsy = Export.json().createArrayNode();
        falsy.add(BooleanNode.FALSE).add(0).add("").addAll(List.of(more));
        return Logic.operation("in", value, falsy);
    }
}
