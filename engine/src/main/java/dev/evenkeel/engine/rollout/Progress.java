// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What only the clock knows about a running rollout.
///
/// @param step 0-based index of the step it is at
/// @param stepStartedAt when that step's exposure was set, or set again after a pause
/// @param lastBatchAt when outcomes of this rollout last arrived, of any revision; null before the first
public record Progress(
        int step, Instant stepStartedAt, @Nullable Instant lastBatchAt) {}
