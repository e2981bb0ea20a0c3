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

/// Converter of JSON values between plain Java objects and OpenFeature's `Value`. Numbers keep their type.
final class OpenFeatureValueConverter {
    private OpenFeatureValueConverter() {}

    /// Converts a flag's value, or a part of one.
    static Value toValue(@Nullable Object plain) {
        if (plain instanceof Map<?, ?> map) {
            var members = new HashMap<String, Value>();
            map.forEach((name, value) -> members.put((String) name, toValue(value)));
            return new Value(new MutableStructure(members));
        }
        if (plain instanceof List<?> list) {
            return new Value(
                    list.stream().map(OpenFeatureValueConverter::toValue).toList());
        }
        return toScalarValue(plain);
    }

    private static Value toScalarValue(@Nullable Object plain) {
        try {
            return new Value(plain);
        } catch (InstantiationException e) {
            throw new IllegalArgumentException("a flag value must be JSON, got " + plain, e);
        }
    }

    /// Converts a context attribute to the form that rules read; an instant becomes an ISO 8601 string.
    static @Nullable Object toObject(@Nullable Value value) {
        Object inner = value == null ? null : value.asObject();
        if (inner instanceof Structure structure) {
            return toMap(structure);
        }
        if (inner instanceof List<?> list) {
            var elements = new ArrayList<@Nullable Object>(list.size());
            list.forEach(element -> elements.add(toObject((Value) element)));
            return elements;
        }
        return inner == null || inner instanceof Number || inner instanceof Boolean ? inner : inner.toString();
    }

    private static Map<String, @Nullable Object> toMap(Structure structure) {
        var members = new HashMap<String, @Nullable Object>();
        structure.asUnmodifiableMap().forEach((name, value) -> members.put(name, toObject(value)));
        return members;
    }
}
