// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The context of an evaluation: named attributes, one of them the targeting key. Immutable and thread-safe.
///
/// Attribute values are JSON in plain Java: `String`, `Boolean`, `Number`, `List`, `Map`; lists and maps must
/// not change afterwards. Any other value is converted by `toString()`. Names are case-sensitive.
public final class EvaluationContext {
    /*
     * A linked list: each context adds one attribute to its parent, and the innermost node holds a map of attributes
     * (usually an empty one). A context of a key and two attributes thus costs three nodes of 24 bytes, and reading
     * an attribute a few comparisons. Contexts of many attributes should be created from a map.
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

    /// Creates a context of one subject.
    ///
    /// @param targetingKey the key by which splits are sticky: id of the user, session, debtor ...
    public static EvaluationContext of(String targetingKey) {
        return new EvaluationContext(TARGETING_KEY, targetingKey, EMPTY);
    }

    /// Creates a context of attributes, including `targetingKey` if present. The map is copied; null values
    /// are left out.
    public static EvaluationContext of(Map<String, ? extends @Nullable Object> attributes) {
        var copy = new HashMap<String, Object>();
        attributes.forEach((name, value) -> {
            if (value != null) {
                copy.put(name, toPlain(value));
            }
        });
        return new EvaluationContext(null, copy, null);
    }

    /// Creates a context as a view of a map, which is read when a rule uses an attribute: for many attributes
    /// of which rules read few, and for maps that compute their values lazily.
    ///
    /// @param attributes must not change while the context is in use; values are JSON in plain Java only
    public static EvaluationContext viewOf(Map<String, Object> attributes) {
        return new EvaluationContext(null, attributes, null);
    }

    /// Returns a context with one more attribute, which hides any other of the same name. Costs 24 bytes.
    ///
    /// @param value null removes the attribute
    public EvaluationContext with(String name, @Nullable Object value) {
        return new EvaluationContext(Objects.requireNonNull(name, "name"), value == null ? null : toPlain(value), this);
    }

    /// Returns the targeting key, or null when it is missing or not a string.
    public @Nullable String targetingKey() {
        return attribute(TARGETING_KEY) instanceof String key ? key : null;
    }

    /// Returns an attribute, or null when it is missing.
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

    /// Returns all attributes including the targeting key, as a new unmodifiable map.
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

    /// Returns the names of the attributes, without their values, which may be personal data.
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

    private static Object toPlain(Object value) {
        boolean json = value instanceof String
                || value instanceof Boolean
                || value instanceof Number
                || value instanceof List
                || value instanceof Map;
        return json ? value : String.valueOf(value);
    }
}
