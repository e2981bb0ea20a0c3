// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A definition as written by its author, without problems outside of rules.
///
/// @param root the whole document
/// @param flags flags by key
/// @param compiled compiled result of the same document under flagd's format
record SourceDefinition(JsonObject root, Map<String, SourceFlag> flags, CompiledDefinition compiled) {
    /// Whether it is valid for flagd without rendering.
    boolean isPlain() {
        return flags.values().stream().allMatch(SourceFlag::isPlain);
    }

    /// Renders the definition for delivery, as plain flagd JSON.
    ///
    /// @param splits running splits by flag; each fits its flag
    /// @param salts salts of splits, by their owners
    /// @throws InvalidDefinitionException when a rule is too big with the rules of its prerequisites inlined
    String toFlagdJson(Map<String, ? extends RunningSplit> splits, Map<String, UnitSalt> salts) {
        var plain = new FlagdFlagRenderer(flags, members(root.member("$evaluators")), splits, salts);
        var delivered = new LinkedHashMap<String, Object>();
        flags.forEach((key, flag) -> delivered.put(key, plain.render(flag)));
        var definition = new LinkedHashMap<String, Object>(root.members());
        definition.put("flags", delivered);
        return JsonWriter.write(definition);
    }

    private static Map<String, JsonValue> members(@Nullable JsonValue value) {
        return value instanceof JsonObject object ? object.members() : Map.of();
    }
}
