// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.openfeature.conformance;

import dev.evenkeel.core.json.JsonDocument;
import dev.evenkeel.core.json.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The specification's `test-flags.json` as a flagd definition: `disabled` becomes a state, `flagMetadata`
/// metadata, and a `contextEvaluator` JsonLogic.
final class SpecFlags {
    /// The deprecated feature uses a flag that the file does not contain.
    private static final String CONTEXT_AWARE = """
            {"variants": {"internal": "INTERNAL", "external": "EXTERNAL"}, "defaultVariant": "external",
             "contextEvaluator":
               "!customer && fn == 'Sulisław' && ln == 'Świętopełk' && age == 29 ? 'internal' : ''"}""";

    private SpecFlags() {}

    static String definition() {
        Path file = Path.of(System.getProperty("evenkeel.shared"), "spec", "openfeature", "test-flags.json");
        var flags = new LinkedHashMap<String, Object>();
        try {
            object(Files.readString(file)).forEach((key, flag) -> flags.put(key, flagd(members(flag))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        flags.put("context-aware", flagd(object(CONTEXT_AWARE)));
        return JsonWriter.write(Map.of("flags", flags));
    }

    private static Map<String, Object> flagd(Map<String, Object> flag) {
        var flagd = new HashMap<String, Object>();
        flagd.put("state", Boolean.TRUE.equals(flag.get("disabled")) ? "DISABLED" : "ENABLED");
        copy(flag, "variants", flagd, "variants");
        copy(flag, "defaultVariant", flagd, "defaultVariant");
        copy(flag, "flagMetadata", flagd, "metadata");
        if (flag.get("contextEvaluator") instanceof String expression) {
            flagd.put("targeting", targeting(expression));
        }
        return flagd;
    }

    private static void copy(Map<String, Object> from, String name, Map<String, Object> to, String newName) {
        Object value = from.get(name);
        if (value != null) {
            to.put(newName, value);
        }
    }

    /// `CONDITION && CONDITION ... ? 'VARIANT' : 'VARIANT'`, where no variant's name is the default.
    private static Map<String, Object> targeting(String expression) {
        String[] parts = expression.split("[?:]");
        var conditions = new ArrayList<Object>();
        for (String condition : parts[0].split("&&")) {
            conditions.add(condition(condition.strip()));
        }
        var choice = new ArrayList<@Nullable Object>();
        choice.add(Map.of("and", conditions));
        choice.add(variant(parts[1]));
        choice.add(variant(parts[2]));
        return Map.of("if", choice);
    }

    private static @Nullable Object variant(String quoted) {
        Object name = literal(quoted.strip());
        return name.equals("") ? null : name;
    }

    private static Map<String, Object> condition(String text) {
        if (text.startsWith("!")) {
            return Map.of("==", List.of(variable(text.substring(1)), false));
        }
        String[] words = text.split(" ", 3);
        return Map.of(words[1].equals("==") ? "===" : words[1], List.of(variable(words[0]), literal(words[2])));
    }

    private static Object variable(String name) {
        return Map.of("var", name);
    }

    private static Object literal(String text) {
        return text.startsWith("'") ? text.substring(1, text.length() - 1) : (Object) Integer.parseInt(text);
    }

    static Map<String, Object> object(String json) {
        return members(Objects.requireNonNull(JsonDocument.parse(json).root().toJava()));
    }

    @SuppressWarnings("unchecked") // members of a JSON object
    private static Map<String, Object> members(Object object) {
        return (Map<String, Object>) object;
    }
}
