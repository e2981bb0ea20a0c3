// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.json;

import dev.evenkeel.core.json.JsonValue.JsonArray;
import dev.evenkeel.core.json.JsonValue.JsonNumber;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.json.JsonValue.JsonString;
import java.util.List;
import java.util.Map;

/// A 64-bit fingerprint of a JSON value: equal for equal values regardless of their place and the order of
/// members, and equal for different values with probability 2^-64. Not secure against adversaries.
///
/// FNV-1a over the characters, with the finishing mix of MurmurHash3.
public final class JsonFingerprint {
    private static final long SEED = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private JsonFingerprint() {}

    /// Computes the fingerprint of a value. Costs one multiplication for each character.
    public static long compute(JsonValue value) {
        if (value instanceof JsonObject object) {
            return compute(object.members());
        }
        if (value instanceof JsonArray array) {
            return compute(array.elements());
        }
        if (value instanceof JsonString string) {
            return combine(text("\""), text(string.value()));
        }
        return text(value instanceof JsonNumber number ? number.text() : String.valueOf(value.toJava()));
    }

    /// Computes the fingerprint of the members of an object.
    public static long compute(Map<String, JsonValue> members) {
        long sum = text("{");
        for (var member : members.entrySet()) {
            sum += combine(text(member.getKey()), compute(member.getValue()));
        }
        return mix(sum);
    }

    private static long compute(List<JsonValue> elements) {
        long hash = text("[");
        for (JsonValue element : elements) {
            hash = combine(hash, compute(element));
        }
        return hash;
    }

    /// Combines two fingerprints; their order matters.
    public static long combine(long first, long second) {
        return mix(first * PRIME + second);
    }

    private static long text(String text) {
        long hash = SEED;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return mix(hash);
    }

    private static long mix(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
