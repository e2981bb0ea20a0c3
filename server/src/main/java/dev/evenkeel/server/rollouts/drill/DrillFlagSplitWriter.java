// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.flags.flag.NewRolloutSplit;
import dev.evenkeel.server.rollouts.evidence.EvidenceRepository;
import dev.evenkeel.server.rollouts.evidence.RolloutExposureWindow;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// The splits of drills in flags: sets an exposure as rollouts do, with all units on control, and rolls it back
/// as rollouts do. Changes are made in the caller's transaction.
@Component
class DrillFlagSplitWriter {
    private final FlagService flags;
    private final EvidenceRepository evidence;

    DrillFlagSplitWriter(FlagService flags, EvidenceRepository evidence) {
        this.flags = flags;
        this.evidence = evidence;
    }

    /// The variants of a drill.
    ///
    /// @param control variant of all units, the flag's default
    /// @param candidate variant of no unit
    record DrillVariants(String environment, String flag, String control, String candidate) {}

    /// Sets the exposure of a drill and opens its evidence window.
    ///
    /// @return new revision
    /// @throws dev.evenkeel.server.foundation.problems.ConflictException when a rollout or an experiment is
    ///     running on the flag
    long exposeCandidate(String drill, DrillVariants sides) {
        var split = new NewRolloutSplit(
                drill, sides.control, sides.candidate, Percent.NONE, drill, Duration.ZERO, null, null);
        long revision = flags.setSplit(sides.environment, sides.flag, split);
        evidence.insertWindow(new RolloutExposureWindow(
                drill, revision, sides.environment, sides.flag, sides.control, sides.candidate));
        return revision;
    }

    /// Rolls back the exposure.
    ///
    /// @return new revision
    long rollBack(Drill drill) {
        return flags.setSplit(drill.environment(), drill.flag(), null);
    }
}
