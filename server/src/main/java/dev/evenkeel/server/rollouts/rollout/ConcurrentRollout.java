// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A rollout that ran in the same environment at the same time as another, so that the two may have affected
/// each other, as in responses of the HTTP API.
///
/// @param exposure current exposure, in percent
public record ConcurrentRollout(
        String id,
        String flag,
        RolloutStatus status,
        BigDecimal exposure,
        Instant startedAt,
        @Nullable Instant endedAt) {}
