// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.openfeature;

import dev.openfeature.sdk.EvaluationContext;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An OpenFeature context as a map that converts the attribute a rule asks for, and nothing else: OpenFeature
/// merges up to five levels lazily, and that is kept. For one evaluation.
final class LazyContextAttributes extends AbstractMap<String, Object> {
    private final EvaluationContext context;

    LazyContextAttributes(EvaluationContext context) {
        this.context = context;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        if (EvaluationContext.TARGETING_KEY.equals(name)) {
            String key = context.getTargetingKey();
            return key != null
                    ? key
                    : OpenFeatureValueConverter.plain(context.getValue(EvaluationContext.TARGETING_KEY));
        }
        return OpenFeatureValueConverter.plain(context.getValue((String) name));
    }

    /// Everything, converted: what a rule that reads the whole context costs.
    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        var all = new HashMap<String, Object>();
        for (String name : context.keySet()) {
            put(all, name);
        }
        put(all, EvaluationContext.TARGETING_KEY);
        return all.entrySet();
    }

    private void put(Map<String, Object> all, String name) {
        Object value = get(name);
        if (value != null) {
            all.put(name, value);
        }
    }
}
