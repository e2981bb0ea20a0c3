// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a condition of GrowthBook is about: an attribute of the context, or something in an element of an
/// array.
///
/// @param path of the value, as rules read it; empty for the element itself
/// @param isElement whether it is about an element
/// @param problem why rules cannot read it; null when they can
record GrowthBookConditionSubject(
        String path, boolean isElement, @Nullable String problem) {
    /// An element of an array.
    static final GrowthBookConditionSubject ELEMENT = new GrowthBookConditionSubject("", true, null);

    static final String KEY_IS_TEXT = "the attribute id is the targeting key here, which is always a text: GrowthBook "
            + "answers otherwise for an id that is a number. Make the id a text there, or write the rule here";

    private static final String ID = "id";
    private static final String KEY = "targetingKey";

    /// What every object or array of JavaScript has, so that GrowthBook finds it where nothing was given.
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
    static GrowthBookConditionSubject attribute(String name, boolean element) {
        return new GrowthBookConditionSubject(
                name.equals(ID) && !element ? KEY : name, element, problemWith(name, element));
    }

    JsonNode value() {
        return JsonLogicBuilder.var(path);
    }

    String name() {
        boolean isId = isKey() && problem == null;
        return "condition " + (isId ? ID : path.isEmpty() ? "element" : path);
    }

    /// Whether it is the targeting key.
    boolean isKey() {
        return path.equals(KEY) && !isElement;
    }

    /// Why the value cannot be compared with a value of the same type; null when it can.
    @Nullable
    String problemWithSame(JsonNode wanted) {
        boolean clear = wanted.isNull()
                || (wanted.isString()
                        && GrowthBookComparisonBuilder.number(wanted.asString()) == null
                        && !Set.of("true", "false").contains(wanted.asString()));
        return isKey() && !clear ? KEY_IS_TEXT : null;
    }

    /// Why the value cannot be ordered beside another; null when it can.
    @Nullable
    String problemWithOrder(JsonNode wanted) {
        if (isKey() && wanted.isString()) {
            return KEY_IS_TEXT;
        }
        return wanted.isString() && !GrowthBookComparisonBuilder.isExactText(wanted.asString())
                ? GrowthBookComparisonBuilder.INEXACT
                : null;
    }

    private static @Nullable String problemWith(String name, boolean element) {
        List<String> steps = List.of(name.split("\\.", -1));
        String first = steps.getFirst();
        if (name.isEmpty() || first.startsWith("$")) {
            return "there is no such operator, and rules cannot read an attribute of that name";
        }
        if (!element && (first.equals(KEY) || (first.equals(ID) && steps.size() > 1))) {
            return "rules read the attribute id as targetingKey, a text; rename the attribute there";
        }
        boolean readOtherwise = steps.stream()
                .anyMatch(step -> INHERITED.contains(step) || step.startsWith("__") || step.matches("0[0-9]+"));
        return readOtherwise ? "JavaScript finds more under that name than the context holds" : null;
    }
}
