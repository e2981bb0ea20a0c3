// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import dev.evenkeel.core.targeting.Expression.Constant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The input of the hash in `fractional` and `murmur3_mod`: a sequence of strings, hashed without
/// concatenation.
@FunctionalInterface
interface BucketingKey {
    /// Result when there is nothing to hash.
    long NONE = -1;

    /// Returns the hash, 0..2^32-1, or [#NONE].
    long hash(@Nullable Object data, long epochSeconds);

    /// Creates a key of flag key and targeting key; [#NONE] without a targeting key, and inside array
    /// operators, which cannot access it.
    static BucketingKey implicit(OperatorCall call) {
        if (call.isLocal()) {
            return (data, now) -> NONE;
        }
        return new Implicit(call.reader(), new PrefixHasher(call.context().flagKey()));
    }

    /// Creates a key of an expression's string; any other result is replaced by the implicit key.
    static BucketingKey explicit(OperatorCall call, Expression expression) {
        if (expression instanceof ConcatenationExpression cat) {
            return concatenate(cat.parts(), 0);
        }
        var otherwise = implicit(call);
        var own = ofText(expression, 0);
        return (data, now) -> {
            long hash = own.hash(data, now);
            return hash == NONE ? otherwise.hash(data, now) : hash;
        };
    }

    /// Creates a key of an expression's string; [#NONE] for any other result.
    static BucketingKey ofText(Expression expression, int seed) {
        if (expression instanceof ConcatenationExpression cat) {
            return concatenate(cat.parts(), seed);
        }
        var empty = new PrefixHasher("", seed);
        return (data, now) ->
                expression.evaluate(data, now) instanceof String text ? Integer.toUnsignedLong(empty.hash(text)) : NONE;
    }

    private static BucketingKey concatenate(Expression[] parts, int seed) {
        var prefix = new StringBuilder();
        int constants = 0;
        while (constants < parts.length && parts[constants] instanceof Constant constant) {
            prefix.append(ConcatenationExpression.toText(constant.value()));
            constants++;
        }
        var hashed = new PrefixHasher(prefix.toString(), seed);
        var rest = Arrays.copyOfRange(parts, constants, parts.length);
        return (data, now) -> {
            var hash = hashed.startHash();
            for (var part : rest) {
                hash.add(ConcatenationExpression.toText(part.evaluate(data, now)));
            }
            return Integer.toUnsignedLong(hash.finish());
        };
    }

    /// The flag's key followed by the targeting key.
    record Implicit(RuleDataReader reader, PrefixHasher prefix) implements BucketingKey {
        @Override
        public long hash(@Nullable Object data, long epochSeconds) {
            var key = reader.attribute(data, "targetingKey");
            return key instanceof String text && !text.isEmpty() ? Integer.toUnsignedLong(prefix.hash(text)) : NONE;
        }
    }
}
