// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.engine.capacity.CapacityPolicy;
import dev.evenkeel.engine.capacity.CapacitySplit;
import dev.evenkeel.engine.capacity.MinimumTimeShareRule;
import dev.evenkeel.engine.capacity.PlannedTimeShareOverrun;
import dev.evenkeel.engine.capacity.SplitAdjustment;
import dev.evenkeel.engine.capacity.SplitRecommendation;
import dev.evenkeel.engine.capacity.WorkSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A report on where a team's time went and where it should go.
///
/// @param team empty for the whole organisation
/// @param work work of the requested window
/// @param inForce current split of the team
/// @param plan current plan; null while the default split of the policy applies
/// @param recommendation recommended split, computed from the last 13 weeks
/// @param adjustment next step from the current split
/// @param overruns effort of the team above its plan, or of every team in a report on all teams; most days
///     first
/// @param required active rules of minimum capacity for the team
public record TeamTimeReport(
        String team,
        Instant now,
        WorkSummary work,
        CapacityPolicy policy,
        CapacitySplit inForce,
        @Nullable CapacitySplitPlan plan,
        SplitRecommendation recommendation,
        SplitAdjustment adjustment,
        List<PlannedTimeShareOverrun> overruns,
        List<MinimumTimeShareRule> required) {
    /// The assumptions of every report, as sentences without a full stop.
    public static final List<String> ASSUMPTIONS = List.of(
            "closed work counts fully in the period in which it was closed; open work counts in the current period,"
                    + " with its effort so far",
            "a split is shown only if at least 80% of the items have a known effort",
            "a plan moves at most 10 percentage points in 30 days, and not at all within 5 points of the target: a"
                    + " product policy, not science; if an error budget is spent, other work stops at once",
            "70/20/10 is a rule of thumb; the mapping to new work, reliability and maintenance is a product policy",
            "budgets of SLOs with other periods are scaled to four weeks",
            "an error budget counts as mostly unspent if at least 75% is left: a product policy");

    public TeamTimeReport {
        overruns = List.copyOf(overruns);
        required = List.copyOf(required);
    }
}
