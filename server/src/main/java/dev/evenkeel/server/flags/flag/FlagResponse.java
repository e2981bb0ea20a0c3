// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.evenkeel.server.flags.definition.FlagSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The response schema of one flag.
///
/// @param split split of the rollout or experiment that runs on the flag; omitted when none does
record FlagResponse(
        String key,
        long revision,
        FlagSpec flag,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SplitResponse split) {
    /// The split as [RunningSplitJsonSerializer] serializes it.
    sealed interface SplitResponse permits RolloutSplitResponse, ExperimentSplitResponse {}

    /// @param exposureBasisPoints exposure of the candidate, 0 to 10,000
    record RolloutSplitResponse(
            String rollout,
            String control,
            String candidate,
            int exposureBasisPoints,
            String seed,
            long revision,
            long warmUpMillis)
            implements SplitResponse {}

    record ExperimentSplitResponse(
            String experiment,
            String seed,
            long revision,
            List<VariantShareResponse> variants,
            List<String> goals,
            @Nullable String covariate)
            implements SplitResponse {}

    /// @param shareBasisPoints 0 to 10,000
    record VariantShareResponse(String variant, int shareBasisPoints) {}
}
