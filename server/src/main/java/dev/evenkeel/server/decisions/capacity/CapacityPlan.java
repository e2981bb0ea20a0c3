// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.engine.capacity.CapacitySplit;
import dev.evenkeel.engine.capacity.SplitRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A plan of a team's time that somebody put in force.
///
/// @param rung of the ladder that it follows; null where a person set the split
/// @param since when it was put in force
public record CapacityPlan(
        CapacitySplit split, @Nullable SplitRule rung, Instant since, String person, String reason) {}
