// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A rollout that ran in the environment of another one at the same time, so that each may have disturbed the
/// other, as the HTTP API shows it.
///
/// @param exposure its exposure now, in percent
public record ConcurrentRollout(
        String id,
        String flag,
        RolloutStatus status,
        BigDecimal exposure,
        Instant startedAt,
        @Nullable Instant endedAt) {}
