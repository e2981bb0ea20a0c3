// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.targeting.RuleDataReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lets rules read an evaluation context.
final class EvaluationContextReader implements RuleDataReader {
    @Override
    public @Nullable Object attribute(@Nullable Object data, String name) {
        return data instanceof EvaluationContext context ? context.attribute(name) : null;
    }

    @Override
    public Map<String, Object> whole(@Nullable Object data) {
        return data instanceof EvaluationContext context ? context.attributes() : Map.of();
    }
}
