// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionKind;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A decision in responses of the HTTP API.
record RolloutDecisionResponse(
        long number,
        Instant at,
        RolloutDecisionKind kind,
        int fromStep,
        int toStep,
        BigDecimal exposure,
        long revision,
        String reason,
        long tick,
        @Nullable Instant evidenceAt,
        @Nullable Instant activeEverywhereAt) {

    static RolloutDecisionResponse of(RolloutDecision decision) {
        return new RolloutDecisionResponse(
                decision.number(),
                decision.at(),
                decision.kind(),
                decision.fromStep(),
                decision.toStep(),
                decision.exposure().toBigDecimal(),
                decision.revision(),
                decision.reason(),
                decision.tick(),
                decision.evidenceAt(),
                decision.activeEverywhereAt());
    }
}
