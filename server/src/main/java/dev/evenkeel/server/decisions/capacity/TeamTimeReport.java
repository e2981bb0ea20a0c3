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
            "work counts whole in the window in which it was closed, open work with its effort so far in the present one",
            "a split is told only when at least 80 % of the work that counts says its effort",
            "10 points of a split move a month and nothing within 5: a policy of this product, not science; a spent"
                    + " budget halts other work at once",
            "70/20/10 is a rule of thumb, and which three kinds it means is this product's reading",
            "an objective's own period is read as the four weeks of its error budget, at the same rate",
            "mostly unspent means at least 75 % left: a policy of this product");

    public TeamTimeReport {
        overruns = List.copyOf(overruns);
        required = List.copyOf(required);
    }
}
