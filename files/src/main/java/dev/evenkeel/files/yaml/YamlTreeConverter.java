// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.yaml;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A converter of YAML nodes to plain Java values with a JSON form. Expands aliases, so the tree is bounded: a
/// text of some lines could expand to more than any memory. Not thread-safe.
final class YamlTreeConverter {
    /// Maximum nesting.
    static final int MAX_DEPTH = 200;
    /// Maximum length of a member's name, in characters.
    static final int MAX_NAME_LENGTH = 10_000;

    /// Maximum number of characters by which aliases can make a tree larger than its text.
    private static final int MOST_ADDED = 1_000_000;

    private static final Set<Class<?>> JSON_SCALARS =
            Set.of(String.class, Boolean.class, Integer.class, Long.class, BigInteger.class, Double.class);

    private long left;

    /// @param length length of the text, in characters
    YamlTreeConverter(int length) {
        this.left = (long) length + MOST_ADDED;
    }

    /// Converts a document of the text.
    ///
    /// @throws IllegalArgumentException when a value has no JSON form, or a bound is exceeded
    @Nullable
    Object convert(@Nullable Object document) {
        return convertValue(document, 0);
    }

    private @Nullable Object convertValue(@Nullable Object value, int level) {
        if (level > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "the YAML is nested deeper than " + MAX_DEPTH + " levels, or contains itself");
        }
        charge(1);
        if (value instanceof Map<?, ?> map) {
            return convertMembers(map, level);
        }
        if (value instanceof Collection<?> list) {
            List<@Nullable Object> elements = new ArrayList<>();
            list.forEach(element -> elements.add(convertValue(element, level + 1)));
            return elements;
        }
        return convertScalar(value);
    }

    private Map<String, @Nullable Object> convertMembers(Map<?, ?> map, int level) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        map.forEach((key, member) -> {
            String name = convertName(key);
            if (members.containsKey(name)) {
                throw new IllegalArgumentException("duplicate key \"" + name + "\" in a mapping");
            }
            members.put(name, convertValue(member, level + 1));
        });
        return members;
    }

    private String convertName(@Nullable Object key) {
        String name = String.valueOf(convertScalar(key));
        if (name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException(
                    "the name \"" + name.substring(0, 40) + "...\" is longer than " + MAX_NAME_LENGTH + " characters");
        }
        return name;
    }

    private @Nullable Object convertScalar(@Nullable Object value) {
        if (value instanceof Double number && !Double.isFinite(number)) {
            throw new IllegalArgumentException("the number " + number + " is not supported in JSON; put it in quotes");
        }
        if (value instanceof String text) {
            charge(text.length());
        }
        if (value == null || JSON_SCALARS.contains(value.getClass())) {
            return value;
        }
        throw new IllegalArgumentException("unsupported type "
                + value.getClass().getSimpleName() + "; use mappings, sequences, strings, numbers, true and false");
    }

    private void charge(int characters) {
        left -= characters;
        if (left < 0) {
            throw new IllegalArgumentException(
                    "its aliases expand to more than " + MOST_ADDED + " additional characters; use fewer aliases");
        }
    }
}
