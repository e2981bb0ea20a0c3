// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import org.jspecify.annotations.Nullable;

/// A path of member names and indexes into the data, such as `user.plans.0`. The empty path denotes the data
/// itself.
final class VariablePath {
    private static final String[] NO_STEPS = {};

    private final String[] steps;

    private VariablePath(String[] steps) {
        this.steps = steps;
    }

    /// Parses a path; null and the empty string denote the data itself.
    static VariablePath of(@Nullable Object spelled) {
        if (spelled == null || spelled.equals("")) {
            return new VariablePath(NO_STEPS);
        }
        return new VariablePath(TypeCoercion.toText(spelled).split("\\.", -1));
    }

    /// Returns the value at the path, or null.
    @Nullable
    Object resolve(RuleDataReader reader, @Nullable Object data) {
        if (steps.length == 0) {
            return reader.root(data);
        }
        Object value = reader.attribute(data, steps[0]);
        for (int i = 1; i < steps.length; i++) {
            value = RuleDataReader.JSON.attribute(value, steps[i]);
        }
        return value;
    }

    /// Compiles this path to an expression. A name is interned like literals in code, so comparing it ends at
    /// once.
    Expression toExpression(RuleDataReader reader) {
        return steps.length == 1 ? new Attribute(reader, steps[0].intern()) : (data, now) -> resolve(reader, data);
    }

    private record Attribute(RuleDataReader reader, String name) implements Expression {
        @Override
        public @Nullable Object evaluate(@Nullable Object data, long epochSeconds) {
            return reader.attribute(data, name);
        }
    }
}
