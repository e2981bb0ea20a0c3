// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The subject of a GrowthBook condition: an attribute of the context, or a value in an element of an array.
///
/// @param path path of the value in rules; empty for the element itself
/// @param isElement whether the subject is in an element
/// @param problem why rules cannot read it; null when they can
record GrowthBookConditionSubject(
        String path, boolean isElement, @Nullable String problem) {
    /// An element of an array.
    static final GrowthBookConditionSubject ELEMENT = new GrowthBookConditionSubject("", true, null);

    static final String KEY_IS_TEXT =
            "the attribute id is the targeting key in Evenkeel, which is always a string; GrowthBook evaluates a"
                    + " numeric id differently. Use a string id in GrowthBook, or write the rule in Evenkeel";

    private static final String ID = "id";
    private static final String KEY = "targetingKey";

    /// Properties of every JavaScript object or array, which GrowthBook finds even when the context lacks them.
    private static final Set<String> INHERITED = Set.of(
            "length",
            "constructor",
            "hasOwnProperty",
            "isPrototypeOf",
            "propertyIsEnumerable",
            "toLocaleString",
            "toString",
            "valueOf");

    /// @param name path of an attribute, steps separated by dots
    /// @param element whether it is read from an element
    static GrowthBookConditionSubject ofAttribute(String name, boolean element) {
        return new GrowthBookConditionSubject(
                name.equals(ID) && !element ? KEY : name, element, findPathProblem(name, element));
    }

    JsonNode toVariable() {
        return JsonLogicBuilder.var(path);
    }

    String name() {
        boolean isId = isKey() && problem == null;
        return "condition " + (isId ? ID : path.isEmpty() ? "element" : path);
    }

    /// Whether the subject is the targeting key.
    boolean isKey() {
        return path.equals(KEY) && !isElement;
    }

    /// Returns why the value cannot be compared with a value of the same type; null when it can.
    @Nullable
    String findEqualityProblem(JsonNode wanted) {
        boolean clear = wanted.isNull()
                || (wanted.isString()
                        && GrowthBookComparisonBuilder.parseNumber(wanted.asString()) == null
                        && !Set.of("true", "false").contains(wanted.asString()));
        return isKey() && !clear ? KEY_IS_TEXT : null;
    }

    /// Returns why the order of the value and another cannot be compared; null when it can.
    @Nullable
    String findOrderProblem(JsonNode wanted) {
        if (isKey() && wanted.isString()) {
            return KEY_IS_TEXT;
        }
        return wanted.isString() && !GrowthBookComparisonBuilder.isExactText(wanted.asString())
                ? GrowthBookComparisonBuilder.INEXACT
                : null;
    }

    private static @Nullable String findPathProblem(String name, boolean element) {
        List<String> steps = List.of(name.split("\\.", -1));
        String first = steps.getFirst();
        if (name.isEmpty() || first.startsWith("$")) {
            return "unknown operator; attributes with this name are not supported";
        }
        if (!element && (first.equals(KEY) || (first.equals(ID) && steps.size() > 1))) {
            return "rules read the attribute id as targetingKey, a string; rename the attribute in GrowthBook";
        }
        boolean readOtherwise = steps.stream()
                .anyMatch(step -> INHERITED.contains(step) || step.startsWith("__") || step.matches("0[0-9]+"));
        return readOtherwise ? "JavaScript has built-in properties with this name" : null;
    }
}
