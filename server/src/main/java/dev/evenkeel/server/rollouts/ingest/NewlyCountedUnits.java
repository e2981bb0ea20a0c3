// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import java.time.Duration;
import java.util.List;

/// The units with completed calls in a batch that are counted.
///
/// @param started units that were not known under their exposure, not even by the start of their first call
/// @param first units with their first completed call in the revision; includes all of `begun`
/// @param repeated units known in the revision before that were not seen for [#MIN_INTERVAL]
record NewlyCountedUnits(
        List<SingleUnitCountClaim.FirstCall> started,
        List<SingleUnitCountClaim.FirstCall> first,
        List<SingleUnitCountClaim.FirstCall> repeated) {
    static final NewlyCountedUnits NONE = new NewlyCountedUnits(List.of(), List.of(), List.of());

    /// Minimum time between two sightings of a unit that count. Longer than the guard's two windows together,
    /// so that a unit is in at most one of them.
    static final Duration MIN_INTERVAL = Duration.ofSeconds(150);
}
