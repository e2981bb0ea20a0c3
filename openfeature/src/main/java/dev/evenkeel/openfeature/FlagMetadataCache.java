// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.openfeature;

import dev.openfeature.sdk.ImmutableMetadata;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// A cache of flag metadata in OpenFeature's form, converted once per flag and revision. Thread-safe.
final class FlagMetadataCache {
    private final ConcurrentMap<String, CachedMetadata> byFlag = new ConcurrentHashMap<>();

    private record CachedMetadata(Map<String, Object> source, ImmutableMetadata metadata) {}

    /// Returns the metadata of an existing flag. Costs one lookup, or nothing when the flag has no metadata.
    ///
    /// @param source cached and compared by identity: the SDK returns the same map until the flag changes
    @SuppressWarnings("ReferenceEquality") // a different map is converted again; comparing contents would cost more
    ImmutableMetadata get(String flagKey, Map<String, Object> source) {
        if (source.isEmpty()) {
            return ImmutableMetadata.EMPTY;
        }
        CachedMetadata known = byFlag.get(flagKey);
        if (known == null || known.source != source) {
            known = new CachedMetadata(source, convert(source));
            byFlag.put(flagKey, known);
        }
        return known.metadata;
    }

    /// Removes the entries of flags that were changed or deleted.
    void evict(Set<String> flagKeys) {
        flagKeys.forEach(byFlag::remove);
    }

    /// Converts metadata. A number without a matching OpenFeature type becomes a string, so that no digit is
    /// lost.
    static ImmutableMetadata convert(Map<String, Object> source) {
        var builder = ImmutableMetadata.builder();
        source.forEach((name, value) -> {
            if (value instanceof Boolean truth) {
                builder.addBoolean(name, truth);
            } else if (value instanceof Integer number) {
                builder.addInteger(name, number);
            } else if (value instanceof Long number) {
                builder.addLong(name, number);
            } else if (value instanceof Double number) {
                builder.addDouble(name, number);
            } else {
                builder.addString(name, value.toString());
            }
        });
        return builder.build();
    }
}
