// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.flags.flag.RolloutSplitRequest;
import dev.evenkeel.server.rollouts.evidence.EvidenceService;
import dev.evenkeel.server.rollouts.evidence.EvidenceWindow;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// The drills' hand on flags: an exposure as rollouts set it, under which nobody gets the candidate, and the
/// way back that rollouts take. Changes are made in the caller's transaction.
@Component
class DrillSplitService {
    private final FlagService flags;
    private final EvidenceService outcomes;

    DrillSplitService(FlagService flags, EvidenceService outcomes) {
        this.flags = flags;
        this.outcomes = outcomes;
    }

    /// What is exposed.
    ///
    /// @param control everybody's variant, the flag's default one
    /// @param candidate the variant that nobody gets
    record DrillVariants(String environment, String flag, String control, String candidate) {}

    /// Sets the exposure of a drill, and expects outcomes under it.
    ///
    /// @return the revision
    /// @throws dev.evenkeel.server.foundation.problems.ConflictException when a rollout or an experiment runs
    ///     on the flag
    long set(String drill, DrillVariants sides, String who, String reason) {
        var split = new RolloutSplitRequest(
                drill, sides.control, sides.candidate, Percent.NONE, drill, Duration.ZERO, null, null);
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
