// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.telemetry;

import java.time.Duration;
import java.util.List;

/// Units that a batch tells of and that count.
///
/// @param first those whose first call of the revision this was
/// @param again those known from the revision before, and not heard of for [#APART]
record HeardUnits(List<UnitClaim.FirstCall> first, List<UnitClaim.FirstCall> again) {
    /// Nobody.
    static final HeardUnits NONE = new HeardUnits(List.of(), List.of());

    /// Least time between two times that a unit counts: more than the guard's two windows together, so that
    /// a unit is in at most one of them.
    static final Duration APART = Duration.ofSeconds(150);
}
