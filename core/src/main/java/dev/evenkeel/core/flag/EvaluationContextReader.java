// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.targeting.RuleDataReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The reader of evaluation contexts for rules.
final class EvaluationContextReader implements RuleDataReader {
    @Override
    public @Nullable Object attribute(@Nullable Object data, String name) {
        return data instanceof EvaluationContext context ? context.attribute(name) : null;
    }

    @Override
    public Map<String, Object> root(@Nullable Object data) {
        return data instanceof EvaluationContext context ? context.attributes() : Map.of();
    }
}
