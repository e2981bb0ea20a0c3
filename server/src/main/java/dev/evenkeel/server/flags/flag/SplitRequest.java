// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.split.RunningSplit;

/// A split that a rollout or an experiment asks for; it becomes a [RunningSplit] with the revision that
/// sets it.
public sealed interface SplitRequest permits RolloutSplitRequest, ExperimentSplitRequest {
    /// The split as set by a revision.
    RunningSplit at(long revision);
}
