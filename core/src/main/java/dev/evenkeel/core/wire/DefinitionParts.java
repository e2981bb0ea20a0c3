// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.io.StringWriter;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// A flagd definition cut into pieces of JSON text, each as it was written, but for line ends: what deltas are
/// made of. Immutable.
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

    /// Cuts a definition up.
    ///
    /// @throws MalformedMessageException when it is no JSON object, or its `flags` are none
    public static DefinitionParts of(String definitionJson) {
        Map<String, String> shared = JsonMembers.of(JsonMembers.onOneLine(definitionJson));
        String written = shared.remove(FLAGS);
        Map<String, String> flags = written == null ? Map.of() : JsonMembers.of(written);
        return new DefinitionParts(shared, flags, digest("shared", shared) + digest(FLAGS, flags));
    }

    /// These parts after a change; costs a copy of the index, not of the texts.
    ///
    /// @param newShared all members beside `flags`; null when they stay
    /// @param changed new and changed flags
    /// @param removed keys of flags that are gone
    DefinitionParts with(
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

    /// The members beside `flags`, such as `$evaluators` and `metadata`, by name.
    Map<String, String> shared() {
        return shared;
    }

    /// The flags by key.
    Map<String, String> flags() {
        return flags;
    }

    /// A number that almost surely differs for parts that differ, whatever their order: the sum, modulo 2^64,
    /// of the first halves of MurmurHash3 x64 128 over `shared` or `flags`, NUL, name, NUL, text, for each
    /// part.
    public long digest() {
        return digest;
    }

    /// The definition on one line. It says the same as the text that was cut up, but for the order of members.
    public String text() {
        return text(flags);
    }

    /// The definition with only some of its flags.
    public String excerpt(Collection<String> flagKeys) {
        Map<String, String> some = new LinkedHashMap<>();
        flagKeys.forEach(key -> some.computeIfAbsent(key, flags::get));
        return text(some);
    }

    private String text(Map<String, String> someFlags) {
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
        return text == null ? 0 : UnitHash.of(kind + '\0' + name, text);
    }
}
