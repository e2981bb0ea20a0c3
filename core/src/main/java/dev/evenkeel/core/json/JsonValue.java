// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A node of a JSON document: its value and its place. Immutable.
public sealed interface JsonValue {
    /// Returns the place of this node in its document.
    JsonPointer pointer();

    /// Converts the node to plain Java: unmodifiable `Map` and `List`, `String`, `Boolean`, `null`, and
    /// numbers as of [JsonNumber#value()].
    @Nullable
    Object toJava();

    /// Returns the kind of this value, for messages: `"an object"`, `"a string"`.
    String describeKind();

    /// An object; members in document order.
    record JsonObject(JsonPointer pointer, Map<String, JsonValue> members) implements JsonValue {
        public JsonObject {
            members = Collections.unmodifiableMap(members);
        }

        /// Returns a member, or null when it is missing.
        public @Nullable JsonValue member(String name) {
            return members.get(name);
        }

        @Override
        public Map<String, @Nullable Object> toJava() {
            var plain = new LinkedHashMap<String, @Nullable Object>();
            members.forEach((name, value) -> plain.put(name, value.toJava()));
            return Collections.unmodifiableMap(plain);
        }

        @Override
        public String describeKind() {
            return "an object";
        }
    }

    /// An array.
    record JsonArray(JsonPointer pointer, List<JsonValue> elements) implements JsonValue {
        public JsonArray {
            elements = List.copyOf(elements);
        }

        @Override
        public List<@Nullable Object> toJava() {
            var plain = new ArrayList<@Nullable Object>(elements.size());
            elements.forEach(element -> plain.add(element.toJava()));
            return Collections.unmodifiableList(plain);
        }

        @Override
        public String describeKind() {
            return "an array";
        }
    }

    /// A string.
    record JsonString(JsonPointer pointer, String value) implements JsonValue {
        @Override
        public String toJava() {
            return value;
        }

        @Override
        public String describeKind() {
            return "a string";
        }
    }

    /// A number as written: 1, 1.0 and 1e0 are distinct, and all digits are preserved.
    record JsonNumber(JsonPointer pointer, String text) implements JsonValue {
        /// Returns the smallest Java number that represents the value exactly: whole literals are `Integer`,
        /// `Long` or `BigInteger`; literals with a fraction or exponent are `Double`, or `BigDecimal` when a
        /// double would lose digits.
        public Number value() {
            return text.chars().allMatch(c -> c == '-' || Character.isDigit(c)) ? whole() : decimal();
        }

        private Number whole() {
            if (text.length() < 19) {
                long value = Long.parseLong(text);
                return value == (int) value ? (Number) (int) value : (Number) value;
            }
            var value = new BigInteger(text);
            return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
        }

        private Number decimal() {
            double value = Double.parseDouble(text);
            var exact = new BigDecimal(text);
            boolean kept = Double.isFinite(value) && BigDecimal.valueOf(value).compareTo(exact) == 0;
            return kept ? (Number) value : exact;
        }

        @Override
        public Number toJava() {
            return value();
        }

        @Override
        public String describeKind() {
            return "a number";
        }
    }

    /// True or false.
    record JsonBoolean(JsonPointer pointer, boolean value) implements JsonValue {
        @Override
        public Boolean toJava() {
            return value;
        }

        @Override
        public String describeKind() {
            return "a boolean";
        }
    }

    /// The null literal.
    record JsonNull(JsonPointer pointer) implements JsonValue {
        @Override
        public @Nullable Object toJava() {
            return null;
        }

        @Override
        public String describeKind() {
            return "null";
        }
    }
}
