// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.drill;

import java.time.Duration;
import java.util.List;

/// How a flag's change is taken back.
///
/// @param version 1 for the first plan of the flag, one more with each change
/// @param owner who keeps the plan
/// @param trigger what makes people roll back, in words
/// @param steps what is done, in order; one or more
/// @param dataCompatibility what happens to what the candidate wrote
/// @param pointOfNoReturn from when on there is no way back, in words
/// @param expectedTime how long it may take until everybody is back; more than zero
/// @param validDays for how many days a drill counts, 1 or more
/// @param schema how the schema changes along with it
/// @param rehearsal what its drills send through the candidate
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
        CandidateRehearsal rehearsal) {
    /// How long a drill counts where nobody says otherwise, in days.
    public static final int USUAL_VALID_DAYS = 30;

    public RollbackPlan {
        steps = List.copyOf(steps);
        if (version < 1 || validDays < 1 || !expectedTime.isPositive() || steps.isEmpty()) {
            throw new IllegalArgumentException("a rollback plan needs a version and validDays of 1 or more, a step, and"
                    + " an expected time of more than zero; got version " + version + ", validDays " + validDays + ", "
                    + steps.size() + " steps, " + expectedTime);
        }
    }

    /// Whether two plans say the same, whatever their versions.
    public boolean saysTheSameAs(RollbackPlan other) {
        return equals(other.at(version));
    }

    /// The same plan under another version.
    public RollbackPlan at(int otherVersion) {
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
