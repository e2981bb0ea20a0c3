// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.openfeature;

import dev.openfeature.sdk.MutableStructure;
import dev.openfeature.sdk.Structure;
import dev.openfeature.sdk.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON in plain Java as OpenFeature's values, and back. Numbers stay the numbers they are.
final class OpenFeatureValueConverter {
    private OpenFeatureValueConverter() {}

    /// A flag's value, or a part of one.
    static Value of(@Nullable Object plain) {
        if (plain instanceof Map<?, ?> map) {
            var members = new HashMap<String, Value>();
            map.forEach((name, value) -> members.put((String) name, of(value)));
            return new Value(new MutableStructure(members));
        }
        if (plain instanceof List<?> list) {
            return new Value(list.stream().map(OpenFeatureValueConverter::of).toList());
        }
        return scalar(plain);
    }

    private static Value scalar(@Nullable Object plain) {
        try {
            return new Value(plain);
        } catch (InstantiationException e) {
            throw new IllegalArgumentException("a flag's value is JSON, got " + plain, e);
        }
    }

    /// An attribute of a context as rules read it; an instant is its text in ISO 8601.
    static @Nullable Object plain(@Nullable Value value) {
        Object inner = value == null ? null : value.asObject();
        if (inner instanceof Structure structure) {
            return plain(structure);
        }
        if (inner instanceof List<?> list) {
            var elements = new ArrayList<@Nullable Object>(list.size());
            list.forEach(element -> elements.add(plain((Value) element)));
            return elements;
        }
        return inner == null || inner instanceof Number || inner instanceof Boolean ? inner : inner.toString();
    }

    private static Map<String, @Nullable Object> plain(Structure structure) {
        var members = new HashMap<String, @Nullable Object>();
        structure.asUnmodifiableMap().forEach((name, value) -> members.put(name, plain(value)));
        return members;
    }
}
