// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import dev.evenkeel.files.plan.RolloutPlanJson;
import dev.evenkeel.server.rollouts.rollout.GuardrailStatus;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the stored ticks of a rollout would have led to under another plan. It ends at the first decision that
/// differs: from there on other exposures would have brought other ticks.
///
/// @param hypothetical true: nothing of this was decided
/// @param plan that was tried
/// @param ticks number of ticks judged
/// @param same whether every decision that moves the rollout is the one that was made
/// @param rollback evidence for rolling back after the last judged tick; null when none was judged
/// @param decisions moves that the plan would have made as they were made
/// @param difference the first one that differs; null when none does
/// @param note what the answer means, one sentence
public record WhatIfReport(
        boolean hypothetical,
        RolloutPlanJson plan,
        long ticks,
        boolean same,
        GuardrailStatus.@Nullable RollbackEvidence rollback,
        List<DecisionSummary> decisions,
        @Nullable Difference difference,
        String note) {
    public WhatIfReport {
        decisions = List.copyOf(decisions);
    }

    /// A decision.
    ///
    /// @param step 0-based index of the step after it
    /// @param exposure in percent, after it
    public record DecisionSummary(RolloutDecisionKind kind, int step, BigDecimal exposure, String reason) {}

    /// Two decisions about the same evidence.
    ///
    /// @param tick number of the last tick that was known
    /// @param at when
    /// @param decided what was decided
    /// @param wouldHaveBeen what the plan would have decided
    public record Difference(long tick, Instant at, DecisionSummary decided, DecisionSummary wouldHaveBeen) {}
}
