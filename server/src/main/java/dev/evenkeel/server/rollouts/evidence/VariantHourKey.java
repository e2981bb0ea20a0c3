// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import java.time.Instant;
import java.util.Comparator;

/// The key of one hour of one variant. Its order is the order of locking.
record VariantHourKey(VariantKey variant, Instant hour) implements Comparable<VariantHourKey> {
    private static final Comparator<VariantHourKey> ORDER = Comparator.comparing(
                    (VariantHourKey key) -> key.variant().environment())
            .thenComparing(key -> key.variant().flag())
            .thenComparing(key -> key.variant().variant())
            .thenComparing(VariantHourKey::hour);

    @Override
    public int compareTo(VariantHourKey other) {
        return ORDER.compare(this, other);
    }
}
