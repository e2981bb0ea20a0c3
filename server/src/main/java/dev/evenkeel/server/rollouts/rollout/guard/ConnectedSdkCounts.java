// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The SDK processes connected to the environment of a rollout, as in responses of the HTTP API.
///
/// @param connected number of connected processes
/// @param onRevision number of processes that have reported the rollout's revision as active
/// @param lastAt when outcomes last arrived; null before the first
public record ConnectedSdkCounts(
        int connected, long onRevision, @Nullable Instant lastAt) {}
