// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.tracking;

import dev.evenkeel.core.wire.SplitKey;
import org.jspecify.annotations.Nullable;

/// The aggregation key of calls: one summary of a batch.
///
/// @param split null when no rollout's split decided
public record OutcomeKey(
        String flag, String variant, @Nullable SplitKey split) {}
