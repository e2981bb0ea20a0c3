// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import org.jspecify.annotations.Nullable;

/// `cat`: the texts of its parts in a row; null is the empty text.
final class ConcatenationExpression implements Expression {
    private final Expression[] parts;

    private ConcatenationExpression(Expression[] parts) {
        this.parts = parts;
    }

    static Expression of(OperatorCall usage) {
        return new ConcatenationExpression(usage.arguments());
    }

    Expression[] parts() {
        return parts;
    }

    /// The text of one part.
    static String text(@Nullable Object part) {
        return part == null ? "" : TypeCoercion.text(part);
    }

    @Override
    public String evaluate(@Nullable Object data, long epochSeconds) {
        var text = new StringBuilder();
        for (var part : parts) {
            text.append(text(part.evaluate(data, epochSeconds)));
        }
        return text.toString();
    }
}
