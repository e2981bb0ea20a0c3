// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import dev.evenkeel.files.plan.PlanJson;
import dev.evenkeel.server.rollouts.rollout.DecisionKind;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A decision as the HTTP API shows it.
record DecisionJson(
        long number,
        Instant at,
        DecisionKind kind,
        int fromStep,
        int toStep,
        BigDecimal exposure,
        long revision,
        String reason,
        long tick,
        @Nullable Instant evidenceAt,
        @Nullable Instant activeEverywhereAt) {

    static DecisionJson of(RolloutDecision decision) {
        return new DecisionJson(
                decision.number(),
                decision.at(),
                decision.kind(),
                decision.fromStep(),
                decision.toStep(),
                PlanJson.percent(decision.exposure()),
                decision.revision(),
                decision.reason(),
                decision.tick(),
                decision.evidenceAt(),
                decision.activeEverywhereAt());
    }
}
