// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.split.ExperimentSplit;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.VariantShare;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The JSON of the attributes that an experiment's split has in addition to the columns of every split.
///
/// @param parts variants with their shares in basis points
record StoredExperimentSplit(
        List<Part> parts, List<String> goals, @Nullable String covariate) {
    private static final JsonMapper JSON = JsonMapper.shared();

    record Part(String variant, int share) {}

    static StoredExperimentSplit of(ExperimentSplit split) {
        return new StoredExperimentSplit(
                split.parts().stream()
                        .map(part -> new Part(part.variant(), part.share().basisPoints()))
                        .toList(),
                split.goals(),
                split.covariate());
    }

    static StoredExperimentSplit parse(String json) {
        return JSON.readValue(json, StoredExperimentSplit.class);
    }

    String toJson() {
        return JSON.writeValueAsString(this);
    }

    ExperimentSplit toSplit(String experiment, String seed, long revision) {
        return new ExperimentSplit(
                experiment,
                parts.stream()
                        .map(part -> new VariantShare(part.variant(), new Percent(part.share())))
                        .toList(),
                seed,
                revision,
                goals,
                covariate);
    }
}
