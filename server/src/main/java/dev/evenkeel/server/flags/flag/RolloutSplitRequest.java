// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.split.BreakerConfig;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.ShadowConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A split that a rollout asks for; it becomes a [RolloutSplit] with the revision that sets it.
///
/// @param rollout id of the rollout
/// @param control name of the variant with the old behaviour
/// @param candidate name of the variant with the new behaviour
/// @param exposure share of targeting keys that get the candidate
/// @param seed goes into the hash; a rollout keeps it when it restarts
/// @param warmUp how long after a process got the exposure its first calls are no trials yet; whole
///     milliseconds
/// @param breaker when a process takes the candidate out of use by itself; null when none does
/// @param shadow how many of control's calls are answered a second time; null for none
public record RolloutSplitRequest(
        String rollout,
        String control,
        String candidate,
        Percent exposure,
        String seed,
        Duration warmUp,
        @Nullable BreakerConfig breaker,
        @Nullable ShadowConfig shadow)
        implements SplitRequest {
    @Override
    public RolloutSplit at(long revision) {
        return new RolloutSplit(rollout, control, candidate, exposure, seed, revision, warmUp, breaker, shadow);
    }
}
