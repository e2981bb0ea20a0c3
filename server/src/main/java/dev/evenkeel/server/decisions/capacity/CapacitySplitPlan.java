// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.engine.capacity.CapacitySplit;
import dev.evenkeel.engine.capacity.SplitRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A plan for the split of a team's time.
///
/// @param rule split rule that the plan follows; null when a user set the split
/// @param since start of the plan
public record CapacitySplitPlan(
        CapacitySplit split, @Nullable SplitRule rule, Instant since, String person, String reason) {}
