// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.io.StringWriter;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// A flagd definition split into its JSON members, each as written except for line ends: the basis of deltas.
/// Immutable.
public final class DefinitionParts {
    private static final String FLAGS = "flags";

    private final Map<String, String> shared;
    private final Map<String, String> flags;
    private final long digest;

    private DefinitionParts(Map<String, String> shared, Map<String, String> flags, long digest) {
        this.shared = Collections.unmodifiableMap(shared);
        this.flags = Collections.unmodifiableMap(flags);
        this.digest = digest;
    }

    /// Splits a definition.
    ///
    /// @throws MalformedMessageException when it is not a JSON object, or its `flags` is not one
    public static DefinitionParts parse(String definitionJson) {
        Map<String, String> shared = JsonMembers.parse(JsonMembers.toSingleLine(definitionJson));
        String written = shared.remove(FLAGS);
        Map<String, String> flags = written == null ? Map.of() : JsonMembers.parse(written);
        return new DefinitionParts(shared, flags, digest("shared", shared) + digest(FLAGS, flags));
    }

    /// Returns the parts after a change; costs a copy of the index, not of the texts.
    ///
    /// @param newShared all members except `flags`; null when they are unchanged
    /// @param changed new and changed flags
    /// @param removed keys of removed flags
    DefinitionParts withChanges(
            @Nullable Map<String, String> newShared, Map<String, String> changed, Collection<String> removed) {
        Map<String, String> next = new LinkedHashMap<>(flags);
        long sum = digest;
        if (newShared != null) {
            sum += digest("shared", newShared) - digest("shared", shared);
        }
        for (String key : removed) {
            sum -= digestOf(FLAGS, key, next.remove(key));
        }
        for (Map.Entry<String, String> flag : changed.entrySet()) {
            String former = next.put(flag.getKey(), flag.getValue());
            sum += digestOf(FLAGS, flag.getKey(), flag.getValue()) - digestOf(FLAGS, flag.getKey(), former);
        }
        return new DefinitionParts(newShared == null ? shared : newShared, next, sum);
    }

    /// Members except `flags`, such as `$evaluators` and `metadata`, by name.
    Map<String, String> shared() {
        return shared;
    }

    /// Flags by key.
    Map<String, String> flags() {
        return flags;
    }

    /// Returns a digest that is almost certainly different for different parts, independent of their order:
    /// the sum, modulo 2^64, of the first halves of MurmurHash3 x64 128 over `shared` or `flags`, NUL, name,
    /// NUL, text, for each part.
    public long digest() {
        return digest;
    }

    /// Returns the definition on one line, equivalent to the original text except for the order of members.
    public String toJson() {
        return toJson(flags);
    }

    /// Returns the definition with only some of its flags.
    public String excerpt(Collection<String> flagKeys) {
        Map<String, String> some = new LinkedHashMap<>();
        flagKeys.forEach(key -> some.computeIfAbsent(key, flags::get));
        return toJson(some);
    }

    private String toJson(Map<String, String> someFlags) {
        var text = new StringWriter();
        try (JsonGenerator json = JsonMembers.writer(text)) {
            json.writeStartObject();
            JsonMembers.write(json, shared);
            json.writeName(FLAGS);
            json.writeStartObject();
            JsonMembers.write(json, someFlags);
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static long digest(String kind, Map<String, String> parts) {
        long sum = 0;
        for (Map.Entry<String, String> part : parts.entrySet()) {
            sum += digestOf(kind, part.getKey(), part.getValue());
        }
        return sum;
    }

    private static long digestOf(String kind, String name, @Nullable String text) {
        return text == null ? 0 : UnitHash.hash(kind + '\0' + name, text);
    }
}
