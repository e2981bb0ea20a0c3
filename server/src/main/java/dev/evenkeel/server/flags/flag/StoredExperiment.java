// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.split.ExperimentSplit;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.SplitPart;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What an experiment's split has beyond the columns of every split.
///
/// @param parts variants with their shares in hundredths of a percent
record StoredExperiment(
        List<Part> parts, List<String> goals, @Nullable String covariate) {
    private static final JsonMapper JSON = JsonMapper.shared();

    record Part(String variant, int share) {}

    static StoredExperiment of(ExperimentSplit split) {
        return new StoredExperiment(
                split.parts().stream()
                        .map(part -> new Part(part.variant(), part.share().basisPoints()))
                        .toList(),
                split.goals(),
                split.covariate());
    }

    static StoredExperiment read(String json) {
        return JSON.readValue(json, StoredExperiment.class);
    }

    String json() {
        return JSON.writeValueAsString(this);
    }

    ExperimentSplit split(String experiment, String seed, long revision) {
        return new ExperimentSplit(
                experiment,
                parts.stream()
                        .map(part -> new SplitPart(part.variant(), new Percent(part.share())))
                        .toList(),
                seed,
                revision,
                goals,
                covariate);
    }
}
