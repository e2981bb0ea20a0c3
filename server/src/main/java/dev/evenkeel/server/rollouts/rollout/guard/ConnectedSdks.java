// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The SDK processes that are connected to the environment of a rollout, as the HTTP API shows them.
///
/// @param connected number of connected processes
/// @param onRevision number of those that reported the rollout's revision as active
/// @param lastAt when outcomes last arrived; null before the first
public record ConnectedSdks(
        int connected, long onRevision, @Nullable Instant lastAt) {}
