// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.json.JsonDocument;
import dev.evenkeel.core.json.JsonSyntaxException;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.json.JsonWriter;
import java.util.LinkedHashMap;

/// The form of a definition's text.
public final class DefinitionNormalizer {
    private DefinitionNormalizer() {}

    /// The definition with its flags as an object by key, for whoever works on the JSON itself: flagd also
    /// takes an array of flags with their `key` inside.
    ///
    /// The very text where there is nothing to do; so too where it cannot be done, because the definition
    /// is not valid.
    public static String withFlagsByKey(String definitionJson) {
        try {
            return JsonDocument.parse(definitionJson).root() instanceof JsonObject root
                            && new FlagsFieldParser(root).isArray()
                    ? byKey(root, definitionJson)
                    : definitionJson;
        } catch (JsonSyntaxException e) {
            return definitionJson;
        }
    }

    private static String byKey(JsonObject root, String definitionJson) {
        var problems = new DefinitionProblemCollector();
        var flags = new FlagsFieldParser(root).read(problems);
        if (!problems.found().isEmpty()) {
            return definitionJson;
        }
        var definition = new LinkedHashMap<String, Object>(root.members());
        definition.put("flags", flags);
        return JsonWriter.write(definition);
    }
}
