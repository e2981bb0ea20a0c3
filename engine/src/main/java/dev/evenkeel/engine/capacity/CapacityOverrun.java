// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// A kind of work that took more of a team's time than its plan gives it.
///
/// @param planned share by the plan, 0 to 1
/// @param actual share that it took, 0 to 1
/// @param days person-days that it took beyond its share
public record CapacityOverrun(String team, WorkKind kind, double planned, double actual, double days) {
    /// How far above the plan a share has to be to count, 5 points: a policy of ours.
    public static final double MARGIN = 0.05;

    private static final double TOLERANCE = 1e-9;

    /// What a team is over, the most days first; empty when nothing is, or its split is not known.
    ///
    /// @param plan of the team
    public static List<CapacityOverrun> of(String team, WorkSummary work, CapacitySplit plan) {
        double all = work.rows().stream().mapToDouble(WorkSummary.Row::actual).sum();
        return work.actual().stream()
                .flatMap(actual -> Arrays.stream(WorkKind.values())
                        .filter(kind -> actual.share(kind) - plan.share(kind) >= MARGIN - TOLERANCE)
                        .map(kind -> new CapacityOverrun(
                                team,
                                kind,
                                plan.share(kind),
                                actual.share(kind),
                                (actual.share(kind) - plan.share(kind)) * all)))
                .sorted(Comparator.comparingDouble(CapacityOverrun::days).reversed())
                .toList();
    }
}
