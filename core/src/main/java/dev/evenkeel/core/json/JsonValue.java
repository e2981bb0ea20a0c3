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

/// One node of a JSON document: what it says and where it stands. Immutable.
public sealed interface JsonValue {
    /// Where this node stands in its document.
    JsonPointer at();

    /// The node as plain Java: unmodifiable `Map` and `List`, `String`, `Boolean`, `null`, and numbers as
    /// [JsonNumber#value()] gives them.
    @Nullable
    Object plain();

    /// What kind of value this is, for messages: `"an object"`, `"a string"`.
    String kind();

    /// An object; members in document order.
    record JsonObject(JsonPointer at, Map<String, JsonValue> members) implements JsonValue {
        public JsonObject {
            members = Collections.unmodifiableMap(members);
        }

        /// The member of that name, or null when there is none.
        public @Nullable JsonValue member(String name) {
            return members.get(name);
        }

        @Override
        public Map<String, @Nullable Object> plain() {
            var plain = new LinkedHashMap<String, @Nullable Object>();
            members.forEach((name, value) -> plain.put(name, value.plain()));
            return Collections.unmodifiableMap(plain);
        }

        @Override
        public String kind() {
            return "an object";
        }
    }

    /// An array.
    record JsonArray(JsonPointer at, List<JsonValue> elements) implements JsonValue {
        public JsonArray {
            elements = List.copyOf(elements);
        }

        @Override
        public List<@Nullable Object> plain() {
            var plain = new ArrayList<@Nullable Object>(elements.size());
            elements.forEach(element -> plain.add(element.plain()));
            return Collections.unmodifiableList(plain);
        }

        @Override
        public String kind() {
            return "an array";
        }
    }

    /// A string.
    record JsonString(JsonPointer at, String value) implements JsonValue {
        @Override
        public String plain() {
            return value;
        }

        @Override
        public String kind() {
            return "a string";
        }
    }

    /// A number as it was written, so that 1, 1.0 and 1e0 stay apart and no digit is lost.
    record JsonNumber(JsonPointer at, String text) implements JsonValue {
        /// The smallest Java number that holds the value exactly: whole literals are `Integer`, `Long` or
        /// `BigInteger`; literals with a fraction or exponent are `Double`, or `BigDecimal` when a double would
        /// lose digits.
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
        public Number plain() {
            return value();
        }

        @Override
        public String kind() {
            return "a number";
        }
    }

    /// True or false.
    record JsonBoolean(JsonPointer at, boolean value) implements JsonValue {
        @Override
        public Boolean plain() {
            return value;
        }

        @Override
        public String kind() {
            return "a boolean";
        }
    }

    /// The null literal.
    record JsonNull(JsonPointer at) implements JsonValue {
        @Override
        public @Nullable Object plain() {
            return null;
        }

        @Override
        public String kind() {
            return "null";
        }
    }
}
