// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import java.time.Duration;
import java.util.List;

/// Units that a batch tells of and that count.
///
/// @param begun those that nobody had told of under their exposure, not even that their first call had begun
/// @param first those whose first call of the revision this was; all that had begun among them
/// @param again those known from the revision before, and not heard of for [#APART]
record UnitSightings(
        List<UnitClaim.FirstCall> begun, List<UnitClaim.FirstCall> first, List<UnitClaim.FirstCall> again) {
    /// Nobody.
    static final UnitSightings NONE = new UnitSightings(List.of(), List.of(), List.of());

    /// Least time between two times that a unit counts: more than the guard's two windows together, so that
    /// a unit is in at most one of them.
    static final Duration APART = Duration.ofSeconds(150);
}
