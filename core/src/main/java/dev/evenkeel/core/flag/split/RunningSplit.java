// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag.split;

import java.util.List;

/// A split of a flag's traffic between some of its variants, sticky by targeting key, that a rollout or
/// an experiment has set. A flag has at most one.
public sealed interface RunningSplit permits RolloutSplit, ExperimentSplit {
    /// Such as `rollout r-1` or `experiment x-1`, for messages.
    String title();

    /// Id of the rollout or experiment.
    String owner();

    /// Name of the variant that those without a targeting key get.
    String control();

    /// Every variant with its share, in the order of the hash; the shares are 100 % together.
    List<VariantShare> parts();

    /// Goes into the hash.
    String seed();

    /// Revision of the flag set that set this split, or that changed the flag under it; 1 or more.
    long revision();

    /// The same split under another revision.
    RunningSplit at(long newRevision);
}
