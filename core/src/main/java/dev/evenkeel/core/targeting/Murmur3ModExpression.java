// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import dev.evenkeel.core.json.JsonValue.JsonNumber;
import org.jspecify.annotations.Nullable;

/// `murmur3_mod`: `[text, modulus, seed]`, the unsigned MurmurHash3 x86 32-bit of a string's UTF-8 bytes
/// modulo a number, 0..modulus-1; null when the first argument is not a string. The optional seed defaults to
/// 0.
///
/// An extension of Evenkeel, which flagd does not support: it reproduces the groups of flag systems that
/// split by a remainder.
final class Murmur3ModExpression implements Expression {
    private static final long MAX_MODULUS = Integer.MAX_VALUE;
    private static final long MAX_SEED = 0xFFFF_FFFFL;
    private static final String REMEDY =
            "write {\"murmur3_mod\": [{\"cat\": [\"group:\", {\"var\": \"id\"}]}, 100, 0]}";

    private final BucketingKey key;
    private final long modulus;

    private Murmur3ModExpression(BucketingKey key, long modulus) {
        this.key = key;
        this.modulus = modulus;
    }

    static Expression compile(OperatorCall call) {
        long modulus = parseWhole(call, 1, 1, MAX_MODULUS);
        long seed = call.size() < 3 ? 0 : parseWhole(call, 2, 0, MAX_SEED);
        return new Murmur3ModExpression(BucketingKey.ofText(call.argument(0), (int) seed), modulus);
    }

    @Override
    public @Nullable Object evaluate(@Nullable Object data, long epochSeconds) {
        long hash = key.hash(data, epochSeconds);
        return hash == BucketingKey.NONE ? null : (Object) (hash % modulus);
    }

    /// Returns a literal number of the rule; the minimum when it is invalid.
    private static long parseWhole(OperatorCall call, int index, long least, long most) {
        var written = call.argumentJson(index);
        if (written instanceof JsonNumber number) {
            double value = number.value().doubleValue();
            if (value == Math.rint(value) && value >= least && value <= most) {
                return (long) value;
            }
        }
        call.reportError(
                written,
                (index == 1 ? "the modulus" : "the seed") + " of murmur3_mod must be a whole number from " + least
                        + " to " + most + ", got " + written.toJava(),
                REMEDY);
        return least;
    }
}
