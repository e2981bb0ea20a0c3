// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import java.time.Instant;
import java.util.Comparator;

/// One hour of one variant. The order is the order of locking.
record HourKey(VariantKey variant, Instant hour) implements Comparable<HourKey> {
    private static final Comparator<HourKey> ORDER = Comparator.comparing(
                    (HourKey key) -> key.variant().environment())
            .thenComparing(key -> key.variant().flag())
            .thenComparing(key -> key.variant().variant())
            .thenComparing(HourKey::hour);

    @Override
    public int compareTo(HourKey other) {
        return ORDER.compare(this, other);
    }
}
