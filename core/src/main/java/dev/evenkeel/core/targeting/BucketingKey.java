// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import dev.evenkeel.core.targeting.Expression.Constant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What `fractional` and `murmur3_mod` hash: texts in a row, hashed without joining them.
@FunctionalInterface
interface BucketingKey {
    /// Answer when there is nothing to hash.
    long NONE = -1;

    /// The hash, 0..2^32-1, or [#NONE].
    long hash(@Nullable Object data, long epochSeconds);

    /// Flag key and targeting key; none without a targeting key, and inside array operators, which do not see
    /// it.
    static BucketingKey implicit(OperatorCall usage) {
        if (usage.isLocal()) {
            return (data, now) -> NONE;
        }
        return new Implicit(usage.reader(), new PrefixHasher(usage.scope().flagKey()));
    }

    /// The text that an expression gives; what is no text is replaced by the implicit key.
    static BucketingKey explicit(OperatorCall usage, Expression expression) {
        if (expression instanceof ConcatenationExpression cat) {
            return joined(cat.parts(), 0);
        }
        var otherwise = implicit(usage);
        var own = text(expression, 0);
        return (data, now) -> {
            long hash = own.hash(data, now);
            return hash == NONE ? otherwise.hash(data, now) : hash;
        };
    }

    /// The text that an expression gives; none when it gives no text.
    static BucketingKey text(Expression expression, int seed) {
        if (expression instanceof ConcatenationExpression cat) {
            return joined(cat.parts(), seed);
        }
        var empty = new PrefixHasher("", seed);
        return (data, now) ->
                expression.evaluate(data, now) instanceof String text ? Integer.toUnsignedLong(empty.hash(text)) : NONE;
    }

    private static BucketingKey joined(Expression[] parts, int seed) {
        var prefix = new StringBuilder();
        int constants = 0;
        while (constants < parts.length && parts[constants] instanceof Constant constant) {
            prefix.append(ConcatenationExpression.text(constant.value()));
            constants++;
        }
        var hashed = new PrefixHasher(prefix.toString(), seed);
        var rest = Arrays.copyOfRange(parts, constants, parts.length);
        return (data, now) -> {
            var hash = hashed.start();
            for (var part : rest) {
                hash.add(ConcatenationExpression.text(part.evaluate(data, now)));
            }
            return Integer.toUnsignedLong(hash.finish());
        };
    }

    /// The targeting key behind the flag's key.
    record Implicit(RuleDataReader reader, PrefixHasher prefix) implements BucketingKey {
        @Override
        public long hash(@Nullable Object data, long epochSeconds) {
            var key = reader.attribute(data, "targetingKey");
            return key instanceof String text && !text.isEmpty() ? Integer.toUnsignedLong(prefix.hash(text)) : NONE;
        }
    }
}
