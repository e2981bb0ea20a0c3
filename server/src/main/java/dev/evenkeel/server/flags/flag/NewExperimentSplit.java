// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.split.ExperimentSplit;
import dev.evenkeel.core.flag.split.VariantShare;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request of an experiment to set its split.
///
/// @param experiment id of the experiment
/// @param parts its variants with their shares, control first
/// @param seed input of the bucketing hash
/// @param goals names of the metrics that SDK processes report for it
/// @param covariate context attribute that is reported with a unit's exposure; null for none
public record NewExperimentSplit(
        String experiment,
        List<VariantShare> parts,
        String seed,
        List<String> goals,
        @Nullable String covariate) implements NewRunningSplit {
    @Override
    public ExperimentSplit toSplit(long revision) {
        return new ExperimentSplit(experiment, parts, seed, revision, goals, covariate);
    }
}
