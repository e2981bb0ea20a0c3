// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.server.rollouts.rollout.GuardrailStatuses;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The result of replaying a rollout's stored ticks under another plan. It ends at the first decision that
/// differs, because later exposures would have produced different ticks.
///
/// @param hypothetical always true: none of these decisions was executed
/// @param plan plan of the replay
/// @param ticks number of evaluated ticks
/// @param identical whether every decision that moves the rollout equals the actual one
/// @param rollback rollback evidence after the last evaluated tick; null when there was none
/// @param decisions decisions under the plan that moved the rollout and equal the actual ones
/// @param difference first decision that differs; null when there is none
/// @param note meaning of the result, as one sentence
public record WhatIfReport(
        boolean hypothetical,
        RolloutPlan plan,
        long ticks,
        boolean identical,
        GuardrailStatuses.@Nullable CombinedRollbackEvidence rollback,
        List<ActualOrHypotheticalDecision> decisions,
        @Nullable Difference difference,
        String note) {
    public WhatIfReport {
        decisions = List.copyOf(decisions);
    }

    /// A decision.
    ///
    /// @param step 0-based index of the step after it
    /// @param exposure exposure after it, in percent
    public record ActualOrHypotheticalDecision(
            RolloutDecisionKind kind, int step, BigDecimal exposure, String reason) {}

    /// Two decisions on the same evidence.
    ///
    /// @param tick number of the last tick before them
    /// @param at time of the decisions
    /// @param actual actual decision
    /// @param hypothetical decision under the plan of the replay
    public record Difference(
            long tick, Instant at, ActualOrHypotheticalDecision actual, ActualOrHypotheticalDecision hypothetical) {}
}
