// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// A kind of work that took more of a team's time than planned.
///
/// @param planned planned share, 0 to 1
/// @param actual actual share, 0 to 1
/// @param days person-days above the planned share
public record PlannedTimeShareOverrun(String team, WorkKind kind, double planned, double actual, double days) {
    /// Minimum excess over the plan that counts, 5 points: our policy.
    public static final double MARGIN = 0.05;

    private static final double TOLERANCE = 1e-9;

    /// Returns the overruns of a team, most days first; empty without any, or when its split is unknown.
    ///
    /// @param plan planned split of the team
    public static List<PlannedTimeShareOverrun> listOverruns(String team, WorkSummary work, CapacitySplit plan) {
        double all = work.rows().stream().mapToDouble(WorkSummary.Row::actual).sum();
        return work.actual().stream()
                .flatMap(actual -> Arrays.stream(WorkKind.values())
                        .filter(kind -> actual.shareOf(kind) - plan.shareOf(kind) >= MARGIN - TOLERANCE)
                        .map(kind -> new PlannedTimeShareOverrun(
                                team,
                                kind,
                                plan.shareOf(kind),
                                actual.shareOf(kind),
                                (actual.shareOf(kind) - plan.shareOf(kind)) * all)))
                .sorted(Comparator.comparingDouble(PlannedTimeShareOverrun::days)
                        .reversed())
                .toList();
    }
}
