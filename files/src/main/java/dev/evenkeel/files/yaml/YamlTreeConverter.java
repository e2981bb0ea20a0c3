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

/// What a text of YAML stands for, as plain Java that JSON has a form for. Aliases are written out, so
/// the tree has bounds: a text of some lines could stand for more than any memory holds. Confined to one
/// thread.
final class YamlTreeConverter {
    /// Deepest nesting.
    static final int MOST_LEVELS = 200;
    /// Longest name of a member, in characters.
    static final int LONGEST_NAME = 10_000;

    /// By how many characters aliases may make a tree larger than its text.
    private static final int MOST_ADDED = 1_000_000;

    private static final Set<Class<?>> JSON_SCALARS =
            Set.of(String.class, Boolean.class, Integer.class, Long.class, BigInteger.class, Double.class);

    private long left;

    /// @param length of the text, in characters
    YamlTreeConverter(int length) {
        this.left = (long) length + MOST_ADDED;
    }

    /// A document of the text.
    ///
    /// @throws IllegalArgumentException when JSON has no form for something in it, or it is out of
    ///     bounds
    @Nullable
    Object of(@Nullable Object document) {
        return plain(document, 0);
    }

    private @Nullable Object plain(@Nullable Object value, int level) {
        if (level > MOST_LEVELS) {
            throw new IllegalArgumentException(
                    "the YAML is nested deeper than " + MOST_LEVELS + " levels, or contains itself");
        }
        spend(1);
        if (value instanceof Map<?, ?> map) {
            return members(map, level);
        }
        if (value instanceof Collection<?> list) {
            List<@Nullable Object> elements = new ArrayList<>();
            list.forEach(element -> elements.add(plain(element, level + 1)));
            return elements;
        }
        return scalar(value);
    }

    private Map<String, @Nullable Object> members(Map<?, ?> map, int level) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        map.forEach((key, member) -> {
            String name = name(key);
            if (members.containsKey(name)) {
                throw new IllegalArgumentException("the name \"" + name + "\" is used twice in one mapping");
            }
            members.put(name, plain(member, level + 1));
        });
        return members;
    }

    private String name(@Nullable Object key) {
        String name = String.valueOf(scalar(key));
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "the name \"" + name.substring(0, 40) + "...\" is longer than " + LONGEST_NAME + " characters");
        }
        return name;
    }

    private @Nullable Object scalar(@Nullable Object value) {
        if (value instanceof Double number && !Double.isFinite(number)) {
            throw new IllegalArgumentException("JSON has no form for the number " + number + "; write it as text");
        }
        if (value instanceof String text) {
            spend(text.length());
        }
        if (value == null || JSON_SCALARS.contains(value.getClass())) {
            return value;
        }
        throw new IllegalArgumentException("JSON has no form for a value of type "
                + value.getClass().getSimpleName() + "; use mappings, sequences, text, numbers, true and false");
    }

    private void spend(int characters) {
        left -= characters;
        if (left < 0) {
            throw new IllegalArgumentException("its aliases stand for more than " + MOST_ADDED
                    + " characters besides the text itself; write out what they stand for, or less of it");
        }
    }
}
