// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.openfeature;

import dev.openfeature.sdk.ImmutableMetadata;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Metadata of flags in OpenFeature's form, converted once for each flag and revision. Thread-safe.
final class FlagMetadataCache {
    private final ConcurrentMap<String, CachedMetadata> byFlag = new ConcurrentHashMap<>();

    private record CachedMetadata(Map<String, Object> source, ImmutableMetadata metadata) {}

    /// The metadata of an existing flag. Costs a look-up; nothing where there is no metadata.
    ///
    /// @param source is kept and compared by identity: the SDK gives the same map until the flag changes
    @SuppressWarnings("ReferenceEquality") // the same map or converted anew; comparing contents would cost more
    ImmutableMetadata of(String flagKey, Map<String, Object> source) {
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

    /// Drops what is kept of flags that have changed, or are gone.
    void forget(Set<String> flagKeys) {
        flagKeys.forEach(byFlag::remove);
    }

    /// A number that OpenFeature has no type for is given as its text, so that no digit is lost.
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
