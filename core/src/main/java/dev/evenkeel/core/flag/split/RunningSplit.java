// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag.split;

import java.util.List;

/// A split of a flag's traffic between some of its variants, sticky by targeting key, set by a rollout or an
/// experiment. A flag has at most one.
public sealed interface RunningSplit permits RolloutSplit, ExperimentSplit {
    /// Returns the title for messages, such as `rollout r-1` or `experiment x-1`.
    String title();

    /// Returns the id of the rollout or experiment.
    String owner();

    /// Returns the name of the variant for contexts without a targeting key.
    String control();

    /// Returns every variant with its share, in the order of the hash; sum 100%.
    List<VariantShare> parts();

    /// Returns the seed, part of the hash.
    String seed();

    /// Returns the revision of the flag set that set this split, or that changed the flag under it; 1 or
    /// more.
    long revision();

    /// Returns a copy under another revision.
    RunningSplit withRevision(long newRevision);
}
