// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonArray;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.json.JsonValue.JsonString;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The parser of the member `flags` of a definition, in both formats of flagd: an object by key, or an array
/// of flags that contain their `key`.
final class FlagsFieldParser {
    private static final String KEY = "key";

    private final JsonObject root;
    private final @Nullable JsonValue written;

    FlagsFieldParser(JsonObject root) {
        this.root = root;
        this.written = root.member("flags");
    }

    /// Returns the flags by key, without that member, in the order of the document. Invalid flags are
    /// reported and omitted.
    Map<String, JsonValue> parse(DefinitionProblemCollector problems) {
        if (written instanceof JsonObject object) {
            return object.members();
        }
        var flags = new LinkedHashMap<String, JsonValue>();
        if (written instanceof JsonArray array) {
            array.elements().forEach(flag -> add(flag, flags, problems));
        } else if (written == null) {
            problems.add(root, "\"flags\" is missing", "write {\"flags\": {...}}, with {} for no flags");
        } else {
            problems.add(
                    written,
                    "\"flags\" must be an object by key or an array, got " + written.describeKind(),
                    "write {\"key\": {...}}, or [{\"key\": \"key\", ...}]");
        }
        return flags;
    }

    private static void add(JsonValue flag, Map<String, JsonValue> flags, DefinitionProblemCollector problems) {
        if (!(flag instanceof JsonObject object)) {
            problems.add(
                    flag,
                    "a flag must be an object, got " + flag.describeKind(),
                    "write {\"key\": \"...\", \"state\": \"ENABLED\", ...}");
        } else if (!(object.member(KEY) instanceof JsonString key)) {
            problems.add(flag, "a flag in an array must have a string \"key\"", "write {\"key\": \"...\", ...}");
        } else if (flags.putIfAbsent(key.value(), withoutKey(object)) != null) {
            problems.add(flag, "the key \"" + key.value() + "\" occurs twice", "remove or rename one");
        }
    }

    /// Whether the flags are an array.
    boolean isArray() {
        return written instanceof JsonArray;
    }

    /// Returns a flag in the form of an object by key, with its position in the array.
    private static JsonObject withoutKey(JsonObject flag) {
        var members = new LinkedHashMap<>(flag.members());
        members.remove(KEY);
        return new JsonObject(flag.pointer(), members);
    }
}
