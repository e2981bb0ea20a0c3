// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.json;

import dev.evenkeel.core.json.JsonValue.JsonArray;
import dev.evenkeel.core.json.JsonValue.JsonNumber;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.json.JsonValue.JsonString;
import java.util.List;
import java.util.Map;

/// 64 bits that stand for what a JSON value says: the same for the same value wherever it stands and in
/// whatever order its members come, and for another value the same only by a chance of 2^-64. Not for
/// adversaries.
///
/// FNV-1a over the characters, with the finishing mix of MurmurHash3.
public final class JsonFingerprint {
    private static final long SEED = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private JsonFingerprint() {}

    /// The fingerprint of a value. Costs one multiplication for each character.
    public static long of(JsonValue value) {
        if (value instanceof JsonObject object) {
            return of(object.members());
        }
        if (value instanceof JsonArray array) {
            return of(array.elements());
        }
        if (value instanceof JsonString string) {
            return join(text("\""), text(string.value()));
        }
        return text(value instanceof JsonNumber number ? number.text() : String.valueOf(value.plain()));
    }

    /// The fingerprint of the members of an object.
    public static long of(Map<String, JsonValue> members) {
        long sum = text("{");
        for (var member : members.entrySet()) {
            sum += join(text(member.getKey()), of(member.getValue()));
        }
        return mix(sum);
    }

    private static long of(List<JsonValue> elements) {
        long hash = text("[");
        for (JsonValue element : elements) {
            hash = join(hash, of(element));
        }
        return hash;
    }

    /// Two fingerprints as one; their order matters.
    public static long join(long first, long second) {
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
