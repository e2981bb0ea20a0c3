// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.split.RunningSplit;

/// A request of a rollout or an experiment to set its split; becomes a [RunningSplit] with the revision that
/// sets it.
public sealed interface NewRunningSplit permits NewRolloutSplit, NewExperimentSplit {
    /// Returns the split with the revision that sets it.
    RunningSplit toSplit(long revision);
}
