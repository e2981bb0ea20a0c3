// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.evenkeel.server.flags.definition.FlagSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One flag as the API shows it, for its schema.
///
/// @param split of what runs on it; left out when nothing does
record FlagResponse(
        String key,
        long revision,
        FlagSpec flag,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SplitResponse split) {
    /// As [SplitSerializer] writes it.
    sealed interface SplitResponse permits RolloutSplitResponse, ExperimentSplitResponse {}

    /// @param exposureBasisPoints of the candidate, 0 to 10,000
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
            List<Part> parts,
            List<String> goals,
            @Nullable String covariate)
            implements SplitResponse {}

    /// @param shareBasisPoints 0 to 10,000
    record Part(String variant, int shareBasisPoints) {}
}
