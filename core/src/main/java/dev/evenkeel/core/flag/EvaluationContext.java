// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Who and what an evaluation is about: named attributes, one of them the targeting key. Immutable and
/// thread-safe.
///
/// Attribute values are JSON in plain Java: `String`, `Boolean`, `Number`, `List`, `Map`; lists and maps
/// must not change afterwards. Anything else is taken as its `toString()`. Names are case-sensitive.
public final class EvaluationContext {
    /*
     * A chain: each context adds one attribute to the rest, and the innermost link holds a map of attributes (usually an
     * empty one). A context of a key and two attributes so costs three links of 24 bytes, and reading an attribute a few
     * comparisons. Contexts of many attributes should come from a map.
     */

    /// A context without attributes.
    public static final EvaluationContext EMPTY = new EvaluationContext(null, Map.of(), null);

    private static final String TARGETING_KEY = "targetingKey";

    private final @Nullable String name;
    private final @Nullable Object value;
    private final @Nullable EvaluationContext rest;

    private EvaluationContext(@Nullable String name, @Nullable Object value, @Nullable EvaluationContext rest) {
        this.name = name;
        this.value = value;
        this.rest = rest;
    }

    /// A context of one subject.
    ///
    /// @param targetingKey what splits keep constant: id of the user, session, debtor ...
    public static EvaluationContext of(String targetingKey) {
        return new EvaluationContext(TARGETING_KEY, targetingKey, EMPTY);
    }

    /// A context of these attributes, `targetingKey` among them if there is one. The map is copied; null
    /// values are left out.
    public static EvaluationContext of(Map<String, ? extends @Nullable Object> attributes) {
        var copy = new HashMap<String, Object>();
        attributes.forEach((name, value) -> {
            if (value != null) {
                copy.put(name, plain(value));
            }
        });
        return new EvaluationContext(null, copy, null);
    }

    /// A context that reads a map when a rule asks for an attribute, and copies nothing: for many attributes of
    /// which rules read few, and for maps that find their values as they are asked.
    ///
    /// @param attributes must not change while the context is in use; values are JSON in plain Java only
    public static EvaluationContext viewOf(Map<String, Object> attributes) {
        return new EvaluationContext(null, attributes, null);
    }

    /// This context and one attribute more; an attribute of the same name is hidden. Costs 24 bytes.
    ///
    /// @param value null takes the attribute away
    public EvaluationContext with(String name, @Nullable Object value) {
        return new EvaluationContext(Objects.requireNonNull(name, "name"), value == null ? null : plain(value), this);
    }

    /// The subject, or null when there is none; a targeting key that is no string is none.
    public @Nullable String targetingKey() {
        return attribute(TARGETING_KEY) instanceof String key ? key : null;
    }

    /// The attribute of that name, or null when there is none.
    public @Nullable Object attribute(String name) {
        EvaluationContext link = this;
        while (link.rest != null) {
            if (name.equals(link.name)) {
                return link.value;
            }
            link = link.rest;
        }
        return link.innermost().get(name);
    }

    /// All attributes, the targeting key included, in an unmodifiable map made for this call.
    public Map<String, Object> attributes() {
        return Collections.unmodifiableMap(collect());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EvaluationContext context && collect().equals(context.collect());
    }

    @Override
    public int hashCode() {
        return collect().hashCode();
    }

    /// The names of the attributes; not their values, which may be personal.
    @Override
    public String toString() {
        return "EvaluationContext" + collect().keySet();
    }

    private Map<String, Object> collect() {
        if (rest == null) {
            return new HashMap<>(innermost());
        }
        var collected = rest.collect();
        if (value == null) {
            collected.remove(name);
        } else {
            collected.put(Objects.requireNonNull(name), value);
        }
        return collected;
    }

    @SuppressWarnings("unchecked") // the innermost link holds a map by construction
    private Map<String, Object> innermost() {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    private static Object plain(Object value) {
        boolean json = value instanceof String
                || value instanceof Boolean
                || value instanceof Number
                || value instanceof List
                || value instanceof Map;
        return json ? value : String.valueOf(value);
    }
}
