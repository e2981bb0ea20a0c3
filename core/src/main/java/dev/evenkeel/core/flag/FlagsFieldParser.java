// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonArray;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.json.JsonValue.JsonString;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The member `flags` of a definition, in either form that flagd knows: an object by key, or an array of
/// flags that have their `key` inside.
final class FlagsFieldParser {
    private static final String KEY = "key";

    private final JsonObject root;
    private final @Nullable JsonValue written;

    FlagsFieldParser(JsonObject root) {
        this.root = root;
        this.written = root.member("flags");
    }

    /// The flags by key, without it, in the order of the document. What cannot be read is reported and left
    /// out.
    Map<String, JsonValue> read(DefinitionProblemCollector problems) {
        if (written instanceof JsonObject object) {
            return object.members();
        }
        var flags = new LinkedHashMap<String, JsonValue>();
        if (written instanceof JsonArray array) {
            array.elements().forEach(flag -> add(flag, flags, problems));
        } else if (written == null) {
            problems.add(root, "\"flags\" is missing", "write {\"flags\": {...}}, with {} when there are none");
        } else {
            problems.add(
                    written,
                    "\"flags\" is an object by key or an array, got " + written.kind(),
                    "write {\"key\": {...}}, or [{\"key\": \"key\", ...}]");
        }
        return flags;
    }

    private static void add(JsonValue flag, Map<String, JsonValue> flags, DefinitionProblemCollector problems) {
        if (!(flag instanceof JsonObject object)) {
            problems.add(
                    flag,
                    "a flag is an object, got " + flag.kind(),
                    "write {\"key\": \"...\", \"state\": \"ENABLED\", ...}");
        } else if (!(object.member(KEY) instanceof JsonString key)) {
            problems.add(flag, "a flag in an array has a text \"key\"", "write {\"key\": \"...\", ...}");
        } else if (flags.putIfAbsent(key.value(), withoutKey(object)) != null) {
            problems.add(flag, "the key \"" + key.value() + "\" is used twice", "remove or rename one");
        }
    }

    /// Whether the flags stand in an array.
    boolean isArray() {
        return written instanceof JsonArray;
    }

    /// A flag as it stands in an object by key; its place is that in the array.
    private static JsonObject withoutKey(JsonObject flag) {
        var members = new LinkedHashMap<>(flag.members());
        members.remove(KEY);
        return new JsonObject(flag.at(), members);
    }
}
