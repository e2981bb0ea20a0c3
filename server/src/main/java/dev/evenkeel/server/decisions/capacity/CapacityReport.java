// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.engine.capacity.CapacityOverrun;
import dev.evenkeel.engine.capacity.CapacityPolicy;
import dev.evenkeel.engine.capacity.CapacitySplit;
import dev.evenkeel.engine.capacity.MinimumCapacityRule;
import dev.evenkeel.engine.capacity.SplitAdjustment;
import dev.evenkeel.engine.capacity.SplitRecommendation;
import dev.evenkeel.engine.capacity.WorkSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a team's time went, and where it should go.
///
/// @param team empty for the whole organisation
/// @param work of the window that was asked for
/// @param inForce split by which the team plans
/// @param plan that put it in force; null while it is the usual split of the policy
/// @param ladder the split that the facts ask for, by the last 13 weeks
/// @param move the next step from the plan in force
/// @param over what this team is over, or every team where all are asked for; the most days first
/// @param required rules in force that are about the team
public record CapacityReport(
        String team,
        Instant now,
        WorkSummary work,
        CapacityPolicy policy,
        CapacitySplit inForce,
        @Nullable CapacityPlan plan,
        SplitRecommendation ladder,
        SplitAdjustment move,
        List<CapacityOverrun> over,
        List<MinimumCapacityRule> required) {
    /// What holds of every report, as sentences without a full stop.
    public static final List<String> ASSUMPTIONS = List.of(
            "work counts whole in the window in which it was closed, open work with its effort so far in the present one",
            "a split is told only when at least 80 % of the work that counts says its effort",
            "10 points of a split move a month and nothing within 5: a policy of this product, not science; a spent"
                    + " budget halts other work at once",
            "70/20/10 is a rule of thumb, and which three kinds it means is this product's reading",
            "an objective's own period is read as the four weeks of its error budget, at the same rate",
            "mostly unspent means at least 75 % left: a policy of this product");

    public CapacityReport {
        over = List.copyOf(over);
        required = List.copyOf(required);
    }
}
