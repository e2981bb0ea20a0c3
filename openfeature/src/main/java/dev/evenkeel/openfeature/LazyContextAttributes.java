// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.openfeature;

import dev.openfeature.sdk.EvaluationContext;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A map view of an OpenFeature context that converts only the attributes that a rule reads. OpenFeature
/// merges up to five levels lazily; this view preserves that. Valid for one evaluation.
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
                    : OpenFeatureValueConverter.toObject(context.getValue(EvaluationContext.TARGETING_KEY));
        }
        return OpenFeatureValueConverter.toObject(context.getValue((String) name));
    }

    /// Converts every attribute; only rules that read the whole context need it.
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
