// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import org.jspecify.annotations.Nullable;

/// A call that has begun, with what its outcome will count for, whatever flags are in force when it ends.
///
/// @param split null when no rollout's split decided
/// @param unit keyed hash of the targeting key; 0 without split
/// @param trial whether the server is told of this call by itself: the unit's first one after warm-up, or after a while
record StartedCall(OutcomeKey key, @Nullable TrackedSplit split, long unit, boolean trial) {}
