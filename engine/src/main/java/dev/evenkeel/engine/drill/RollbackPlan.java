// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.drill;

import java.time.Duration;
import java.util.List;

/// The rollback plan of a flag.
///
/// @param version 1 for the first plan of the flag, increases by one with each change
/// @param owner who maintains the plan
/// @param trigger criteria for a rollback, as text
/// @param steps actions in order; one or more
/// @param dataCompatibility what happens to data written by the candidate
/// @param pointOfNoReturn when a rollback becomes impossible, as text
/// @param expectedTime maximum time until all units are back on control; above zero
/// @param validDays validity of a drill in days, 1 or more
/// @param schema accompanying schema changes
/// @param rehearsal synthetic traffic of its drills
public record RollbackPlan(
        int version,
        String owner,
        String trigger,
        List<String> steps,
        String dataCompatibility,
        String pointOfNoReturn,
        Duration expectedTime,
        int validDays,
        SchemaChangePlan schema,
        CandidateRehearsalSettings rehearsal) {
    /// Default validity of a drill, in days.
    public static final int DEFAULT_VALID_DAYS = 30;

    public RollbackPlan {
        steps = List.copyOf(steps);
        if (version < 1 || validDays < 1 || !expectedTime.isPositive() || steps.isEmpty()) {
            throw new IllegalArgumentException("a rollback plan requires a version and validDays of 1 or more, a step,"
                    + " and an expected time above zero; got version " + version + ", validDays " + validDays + ", "
                    + steps.size() + " steps, " + expectedTime);
        }
    }

    /// Whether two plans are equal except for their versions.
    public boolean hasSameContent(RollbackPlan other) {
        return equals(other.withVersion(version));
    }

    public RollbackPlan withVersion(int otherVersion) {
        return new RollbackPlan(
                otherVersion,
                owner,
                trigger,
                steps,
                dataCompatibility,
                pointOfNoReturn,
                expectedTime,
                validDays,
                schema,
                rehearsal);
    }
}
