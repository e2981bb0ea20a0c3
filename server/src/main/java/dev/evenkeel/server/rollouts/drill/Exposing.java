// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.flags.flag.SplitSetting;
import dev.evenkeel.server.rollouts.evidence.EvidenceWindow;
import dev.evenkeel.server.rollouts.evidence.Outcomes;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// The drills' hand on flags: an exposure as rollouts set it, under which nobody gets the candidate, and the way
/// back that rollouts take. Changes are made in the caller's transaction.
@Component
class Exposing {
    private final Flags flags;
    private final Outcomes outcomes;

    Exposing(Flags flags, Outcomes outcomes) {
        this.flags = flags;
        this.outcomes = outcomes;
    }

    /// What is exposed.
    ///
    /// @param control everybody's variant, the flag's default one
    /// @param candidate the variant that nobody gets
    record Sides(String environment, String flag, String control, String candidate) {}

    /// Sets the exposure of a drill, and expects outcomes under it.
    ///
    /// @return the revision
    /// @throws dev.evenkeel.server.foundation.problems.Conflict when a rollout or an experiment runs on the flag
    long set(String drill, Sides sides, String who, String reason) {
        var split =
                new SplitSetting(drill, sides.control, sides.candidate, Percent.NONE, drill, Duration.ZERO, null, null);
        long revision = flags.setSplit(sides.environment, sides.flag, split, who, reason);
        outcomes.expect(
                new EvidenceWindow(drill, revision, sides.environment, sides.flag, sides.control, sides.candidate));
        return revision;
    }

    /// Takes it back.
    ///
    /// @return the revision
    long back(Drill drill, String who, String reason) {
        return flags.setSplit(drill.environment(), drill.flag(), null, who, reason);
    }
}
