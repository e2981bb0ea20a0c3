// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import org.jspecify.annotations.Nullable;

/// A path of member names and indexes into the data, such as `user.plans.0`. No steps mean the data itself.
final class VariablePath {
    private static final String[] NO_STEPS = {};

    private final String[] steps;

    private VariablePath(String[] steps) {
        this.steps = steps;
    }

    /// The path that a value spells; null and the empty text are the data itself.
    static VariablePath of(@Nullable Object spelled) {
        if (spelled == null || spelled.equals("")) {
            return new VariablePath(NO_STEPS);
        }
        return new VariablePath(TypeCoercion.text(spelled).split("\\.", -1));
    }

    /// The value there, or null.
    @Nullable
    Object read(RuleDataReader reader, @Nullable Object data) {
        if (steps.length == 0) {
            return reader.whole(data);
        }
        Object value = reader.attribute(data, steps[0]);
        for (int i = 1; i < steps.length; i++) {
            value = RuleDataReader.JSON.attribute(value, steps[i]);
        }
        return value;
    }

    /// This path as an expression. A name is interned as the literals in code are, so comparing them ends at
    /// once.
    Expression bind(RuleDataReader reader) {
        return steps.length == 1 ? new Attribute(reader, steps[0].intern()) : (data, now) -> read(reader, data);
    }

    private record Attribute(RuleDataReader reader, String name) implements Expression {
        @Override
        public @Nullable Object evaluate(@Nullable Object data, long epochSeconds) {
            return reader.attribute(data, name);
        }
    }
}
