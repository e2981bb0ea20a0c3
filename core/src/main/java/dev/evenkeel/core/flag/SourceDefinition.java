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

/// A definition as its author wrote it, without problems outside of rules.
///
/// @param root the whole document
/// @param flags by key
/// @param compiled what flagd would make of it
record SourceDefinition(JsonObject root, Map<String, SourceFlag> flags, CompiledDefinition compiled) {
    /// Whether flagd would understand it as it is.
    boolean isPlain() {
        return flags.values().stream().allMatch(SourceFlag::isPlain);
    }

    /// The definition as it is delivered, plain flagd JSON.
    ///
    /// @param splits running rollouts by flag; each fits its flag
    /// @param salts of splits, by their owners
    /// @throws InvalidDefinitionException when some rule is too big with the rules of its prerequisites in
    ///     place
    String plain(Map<String, ? extends RunningSplit> splits, Map<String, UnitSalt> salts) {
        var plain = new FlagdFlagRenderer(flags, members(root.member("$evaluators")), splits, salts);
        var delivered = new LinkedHashMap<String, Object>();
        flags.forEach((key, flag) -> delivered.put(key, plain.flag(flag)));
        var definition = new LinkedHashMap<String, Object>(root.members());
        definition.put("flags", delivered);
        return JsonWriter.write(definition);
    }

    private static Map<String, JsonValue> members(@Nullable JsonValue value) {
        return value instanceof JsonObject object ? object.members() : Map.of();
    }
}
