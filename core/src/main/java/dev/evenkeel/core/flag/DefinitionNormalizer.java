// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.json.JsonDocument;
import dev.evenkeel.core.json.JsonSyntaxException;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.json.JsonWriter;
import java.util.LinkedHashMap;

/// The normalizer of the text of flag definitions.
public final class DefinitionNormalizer {
    private DefinitionNormalizer() {}

    /// Returns the definition with its flags as an object by key, for code that processes the JSON itself:
    /// flagd also accepts an array of flags that contain their `key`.
    ///
    /// Returns the same text when there is nothing to convert, or when the definition is invalid.
    public static String withFlagsByKey(String definitionJson) {
        try {
            return withFlagsByKey(JsonDocument.parse(definitionJson), definitionJson);
        } catch (JsonSyntaxException e) {
            return definitionJson;
        }
    }

    /// As [#withFlagsByKey(String)], for a text that is parsed already.
    static String withFlagsByKey(JsonDocument document, String definitionJson) {
        return document.root() instanceof JsonObject root && new FlagsFieldParser(root).isArray()
                ? byKey(root, definitionJson)
                : definitionJson;
    }

    private static String byKey(JsonObject root, String definitionJson) {
        var problems = new DefinitionProblemCollector();
        var flags = new FlagsFieldParser(root).parse(problems);
        if (!problems.problems().isEmpty()) {
            return definitionJson;
        }
        var definition = new LinkedHashMap<String, Object>(root.members());
        definition.put("flags", flags);
        return JsonWriter.write(definition);
    }
}
