// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.split.BreakerConfig;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.ShadowConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A request of a rollout to set its split; becomes a [RolloutSplit] with the revision that sets it.
///
/// @param rollout id of the rollout
/// @param control name of the variant with the old behaviour
/// @param candidate name of the variant with the new behaviour
/// @param exposure share of targeting keys that get the candidate
/// @param seed input of the bucketing hash; a rollout keeps it when it restarts
/// @param warmUp time after a process received the exposure during which its first calls are not counted as
///     trials; whole milliseconds
/// @param breaker configuration of the circuit breaker in each process; null for none
/// @param shadow share of control's calls that are answered a second time; null for none
public record NewRolloutSplit(
        String rollout,
        String control,
        String candidate,
        Percent exposure,
        String seed,
        Duration warmUp,
        @Nullable BreakerConfig breaker,
        @Nullable ShadowConfig shadow)
        implements NewRunningSplit {
    @Override
    public RolloutSplit toSplit(long revision) {
        return new RolloutSplit(rollout, control, candidate, exposure, seed, revision, warmUp, breaker, shadow);
    }
}
