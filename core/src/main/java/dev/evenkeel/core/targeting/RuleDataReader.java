// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a rule reads the root of its data. Lets a rule read an evaluation context without a map being made of
/// it.
public interface RuleDataReader {
    /// Reads data that is JSON in plain Java: members of a `Map`, elements of a `List` by index.
    RuleDataReader JSON = new RuleDataReader() {
        @Override
        public @Nullable Object attribute(@Nullable Object data, String name) {
            if (data instanceof Map<?, ?> map) {
                return map.get(name);
            }
            return data instanceof List<?> list ? element(list, name) : null;
        }

        @Override
        public @Nullable Object whole(@Nullable Object data) {
            return data;
        }

        private @Nullable Object element(List<?> list, String index) {
            if (index.isEmpty() || index.length() > 9 || !index.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return null;
            }
            int i = Integer.parseInt(index);
            return i < list.size() ? list.get(i) : null;
        }
    };

    /// The attribute of that name, or null when there is none.
    @Nullable
    Object attribute(@Nullable Object data, String name);

    /// The root as plain JSON, for `{"var":""}`.
    @Nullable
    Object whole(@Nullable Object data);
}
