// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.split.ExperimentSplit;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.core.flag.split.VariantShare;
import dev.evenkeel.server.flags.definition.ParsedDefinition;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A split as JSON, for the ledger and the API.
final class SplitSerializer {
    private SplitSerializer() {}

    static @Nullable String of(@Nullable RunningSplit split) {
        return split == null ? null : tree(split).toString();
    }

    static ObjectNode tree(RunningSplit split) {
        return switch (split) {
            case RolloutSplit rollout -> tree(rollout);
            case ExperimentSplit experiment -> tree(experiment);
        };
    }

    private static ObjectNode tree(RolloutSplit split) {
        return ParsedDefinition.JSON
                .createObjectNode()
                .put("rollout", split.rollout())
                .put("control", split.control())
                .put("candidate", split.candidate())
                .put("exposureBasisPoints", split.exposure().basisPoints())
                .put("seed", split.seed())
                .put("revision", split.revision())
                .put("warmUpMillis", split.warmUp().toMillis());
    }

    private static ObjectNode tree(ExperimentSplit split) {
        ObjectNode tree = ParsedDefinition.JSON
                .createObjectNode()
                .put("experiment", split.experiment())
                .put("seed", split.seed())
                .put("revision", split.revision());
        ArrayNode parts = tree.putArray("parts");
        for (VariantShare part : split.parts()) {
            parts.addObject()
                    .put("variant", part.variant())
                    .put("shareBasisPoints", part.share().basisPoints());
        }
        split.goals().forEach(tree.putArray("goals")::add);
        return tree.put("covariate", split.covariate());
    }
}
