// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A reader of the root of a rule's data. Allows a rule to read an evaluation context without converting it
/// to a map.
public interface RuleDataReader {
    /// A reader of JSON in plain Java: members of a `Map`, elements of a `List` by index.
    RuleDataReader JSON = new RuleDataReader() {
        @Override
        public @Nullable Object attribute(@Nullable Object data, String name) {
            if (data instanceof Map<?, ?> map) {
                return map.get(name);
            }
            return data instanceof List<?> list ? element(list, name) : null;
        }

        @Override
        public @Nullable Object root(@Nullable Object data) {
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

    /// Returns an attribute, or null when it is missing.
    @Nullable
    Object attribute(@Nullable Object data, String name);

    /// Returns the root as plain JSON, for `{"var":""}`.
    @Nullable
    Object root(@Nullable Object data);
}
