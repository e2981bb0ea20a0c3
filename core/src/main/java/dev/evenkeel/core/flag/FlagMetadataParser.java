// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonArray;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The parser of the metadata of a flag or a flag set: scalars by name.
final class FlagMetadataParser {
    private final DefinitionProblemCollector problems;

    FlagMetadataParser(DefinitionProblemCollector problems) {
        this.problems = problems;
    }

    /// @param metadata null when it is missing
    Map<String, Object> parse(@Nullable JsonValue metadata) {
        var read = new LinkedHashMap<String, Object>();
        if (metadata instanceof JsonObject object) {
            object.members().forEach((name, value) -> {
                var plain = value instanceof JsonObject || value instanceof JsonArray ? null : value.toJava();
                if (plain == null) {
                    problems.add(
                            value,
                            "metadata \"" + name + "\" must not be " + value.describeKind(),
                            "use a string, a number or a boolean");
                } else {
                    read.put(name, plain);
                }
            });
        } else if (metadata != null) {
            problems.add(
                    metadata,
                    "metadata must be an object, got " + metadata.describeKind(),
                    "write {\"name\": \"value\"}");
        }
        return read;
    }
}
