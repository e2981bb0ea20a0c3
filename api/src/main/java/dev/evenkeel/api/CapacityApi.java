// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.capacity.MinimumTimeShareRule;
import dev.evenkeel.engine.capacity.PlannedTimeShareOverrun;
import dev.evenkeel.engine.capacity.SplitAdjustment.TeamTimeAdjustmentOutcome;
import dev.evenkeel.engine.capacity.SplitRecommendation.RuleEvaluation;
import dev.evenkeel.engine.capacity.SplitRule;
import dev.evenkeel.engine.capacity.WorkKind;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Capacity of teams: reports, policies, plans and minimum shares of time (`/api/v1/capacity`).
public final class CapacityApi {
    private CapacityApi() {}

    /// Replaces the policy of a team; omitted fields get their defaults.
    public record SetCapacityPolicyRequest(
            @JsonPropertyDescription("default share of each kind of work; the shares add up to 1") @Nullable
            Map<WorkKind, Double> defaultSplit,

            @JsonPropertyDescription("capacity of the team in person-days per week, above 0")
            @DecimalMin(value = "0", inclusive = false)
            @Nullable
            Double daysPerWeek,

            @JsonPropertyDescription("cost of one week of delay, 0 or more") @DecimalMin("0") @Nullable
            BigDecimal costOfDelay,

            @JsonPropertyDescription("ISO 4217 code of the currency of costOfDelay, such as CHF") @Nullable
            String currency,

            @JsonPropertyDescription("reason, for the audit log") @Nullable
            String reason) {}

    /// Sets the planned split of a team.
    public record SetCapacitySplitPlanRequest(
            @JsonPropertyDescription(
                    "share of each kind of work; the shares add up to 1; null for the next recommended step")
            @Nullable
            Map<WorkKind, Double> split,

            @JsonPropertyDescription("reason, for the audit log") @NotBlank
            String reason) {}

    /// Creates a minimum share of a team's time.
    public record CreateMinimumTimeShareRuleRequest(
            @JsonPropertyDescription("kind of work") WorkKind kind,

            @JsonPropertyDescription("minimum share of effort, above 0 and at most 1, such as 0.3")
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax("1")
            double minimumShare,

            @JsonPropertyDescription("number of past weeks to measure, 1 to 52; default 4")
            @Min(1)
            @Max(MinimumTimeShareRule.MAX_WEEKS)
            @Nullable
            Integer weeks,

            @JsonPropertyDescription("environments in which changes are blocked; empty for all") @Nullable
            List<String> environments,

            @JsonPropertyDescription("reason, for the audit log") @NotBlank
            String reason,

            @JsonPropertyDescription("time with a UTC offset, such as 2026-11-30T18:00:00Z; at most 366 days from now")
            Instant expiresAt) {}

    /// A report on how a team spent its time, with the recommended split.
    ///
    /// @param gap why the actual split is missing or incomplete; empty when it is complete
    /// @param plan null while the default split applies
    /// @param itemOverruns work items whose effort exceeded their plan
    public record TeamTimeReportResponse(
            String team,
            Instant from,
            Instant to,
            int items,
            int withoutActual,
            int withoutPlan,
            String gap,
            List<WorkKindRow> rows,
            @Nullable Plan plan,
            RecommendedSplitResponse derived,
            List<RuleEvaluation> evaluatedRules,
            List<PlannedTimeShareOverrun> overruns,
            List<WorkItemOverrun> itemOverruns,
            CapacityPolicyResponse policy,
            List<MinimumTimeShareRule> required,
            List<String> assumptions) {}

    /// The numbers of one kind of work. Shares are 0 to 1; null when unknown.
    ///
    /// @param planned share of the planned effort of the work in the window
    /// @param actual share of the actual effort
    /// @param inForce share in the team's current split
    /// @param derived share in the next step towards the recommended split
    public record WorkKindRow(
            WorkKind kind,
            int items,
            double plannedDays,
            double actualDays,
            @Nullable Double planned,
            @Nullable Double actual,
            double inForce,
            double derived) {}

    /// The current plan and its author.
    ///
    /// @param rule split rule that the plan follows; null when a user set the split
    public record Plan(@Nullable SplitRule rule, Instant since, String person, String reason) {}

    /// The recommended split.
    ///
    /// @param number number of the rule, `0` to `4`
    /// @param advice advice of the rule, without a full stop
    /// @param target recommended split
    /// @param shift share that the next step moves
    /// @param summary what limits the step
    public record RecommendedSplitResponse(
            SplitRule rule,
            String number,
            String advice,
            String reason,
            Map<WorkKind, Double> target,
            TeamTimeAdjustmentOutcome outcome,
            double shift,
            String summary) {}

    /// A work item whose effort exceeded its plan, in person-days.
    public record WorkItemOverrun(
            String key, String title, String team, WorkKind kind, double planned, double actual, double over) {}

    /// The policy of a team.
    ///
    /// @param currency ISO 4217 code; empty without a cost of delay
    public record CapacityPolicyResponse(
            Map<WorkKind, Double> defaultSplit,
            @Nullable Double daysPerWeek,
            @Nullable BigDecimal costOfDelay,
            String currency) {}
}
