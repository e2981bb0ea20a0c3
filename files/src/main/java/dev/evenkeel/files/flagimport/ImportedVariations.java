// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The values of a flag of another system, named as variants.
final class ImportedVariations {
    private static final String READABLE = "[A-Za-z0-9][A-Za-z0-9 ._:/+-]{0,39}";

    private final List<String> names = new ArrayList<>();
    private final List<JsonNode> values = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    /// Adds a value.
    ///
    /// @param wanted its name in the export; null without one
    void add(@Nullable String wanted, JsonNode value) {
        String name = wanted == null || wanted.isBlank() ? createName(value) : wanted.strip();
        String unique = name;
        for (int i = 2; !taken.add(unique); i++) {
            unique = name + "-" + i;
        }
        names.add(unique);
        values.add(value);
    }

    /// Returns the name of the value at an index, or null without one.
    @Nullable
    String nameOf(int index) {
        return index >= 0 && index < names.size() ? names.get(index) : null;
    }

    /// Returns the name of a value, or null when it was not added.
    @Nullable
    String nameOf(JsonNode value) {
        return nameOf(values.indexOf(value));
    }

    List<JsonNode> values() {
        return values;
    }

    /// Returns why the values cannot be variants of one flag; null when they can.
    @Nullable
    String findProblem() {
        List<String> kinds =
                values.stream().map(ImportedVariations::kind).distinct().toList();
        if (kinds.size() > 1) {
            return "its values have several types, " + kinds + "; all variants of a flag must have one type";
        }
        boolean usable = kinds.stream().allMatch(Set.of("BOOLEAN", "STRING", "NUMBER", "OBJECT")::contains);
        return usable && !kinds.isEmpty()
                ? null
                : "variants must be booleans, strings, numbers or objects, got " + kinds;
    }

    void addTo(ImportedFlagBuilder flag) {
        for (int i = 0; i < names.size(); i++) {
            flag.addVariant(names.get(i), values.get(i));
        }
    }

    private static String kind(JsonNode value) {
        return value.getNodeType().name();
    }

    private String createName(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue() ? "on" : "off";
        }
        return Stream.of(value)
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asString)
                .filter(text -> text.matches(READABLE))
                .findFirst()
                .orElse("value-" + (names.size() + 1));
    }
}
