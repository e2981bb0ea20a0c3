// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import org.jspecify.annotations.Nullable;

/// `cat`: the concatenation of its parts; null is the empty string.
final class ConcatenationExpression implements Expression {
    private final Expression[] parts;

    private ConcatenationExpression(Expression[] parts) {
        this.parts = parts;
    }

    static Expression compile(OperatorCall call) {
        return new ConcatenationExpression(call.arguments());
    }

    Expression[] parts() {
        return parts;
    }

    /// Returns the text of one part.
    static String toText(@Nullable Object part) {
        return part == null ? "" : TypeCoercion.toText(part);
    }

    @Override
    public String evaluate(@Nullable Object data, long epochSeconds) {
        var text = new StringBuilder();
        for (var part : parts) {
            text.append(toText(part.evaluate(data, epochSeconds)));
        }
        return text.toString();
    }
}
