// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.time.Instant;

/// The moments that messages can carry: what a clock says outside of them is set to the nearest one.
public final class WireTimestamps {
    static final Instant EARLIEST = Instant.EPOCH;
    static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private WireTimestamps() {}

    /// The moment itself, or the nearest that a message can carry.
    public static Instant readable(Instant at) {
        if (at.isBefore(EARLIEST)) {
            return EARLIEST;
        }
        return at.isAfter(LATEST) ? LATEST : at;
    }
}
