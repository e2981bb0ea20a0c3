// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.targeting.RootReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lets rules read an evaluation context.
final class ContextReader implements RootReader {
    @Override
    public @Nullable Object attribute(@Nullable Object data, String name) {
        return data instanceof EvaluationContext context ? context.attribute(name) : null;
    }

    @Override
    public Map<String, Object> whole(@Nullable Object data) {
        return data instanceof EvaluationContext context ? context.attributes() : Map.of();
    }
}
