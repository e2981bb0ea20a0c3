// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.split.ExperimentSplit;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.core.flag.split.VariantShare;
import dev.evenkeel.server.flags.definition.ParsedFlagSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Serializer of splits to JSON, for the API.
final class RunningSplitJsonSerializer {
    private RunningSplitJsonSerializer() {}

    static ObjectNode toTree(RunningSplit split) {
        return switch (split) {
            case RolloutSplit rollout -> toTree(rollout);
            case ExperimentSplit experiment -> toTree(experiment);
        };
    }

    private static ObjectNode toTree(RolloutSplit split) {
        return ParsedFlagSet.JSON
                .createObjectNode()
                .put("rollout", split.rollout())
                .put("control", split.control())
                .put("candidate", split.candidate())
                .put("exposureBasisPoints", split.exposure().basisPoints())
                .put("seed", split.seed())
                .put("revision", split.revision())
                .put("warmUpMillis", split.warmUp().toMillis());
    }

    private static ObjectNode toTree(ExperimentSplit split) {
        ObjectNode tree = ParsedFlagSet.JSON
                .createObjectNode()
                .put("experiment", split.experiment())
                .put("seed", split.seed())
                .put("revision", split.revision());
        ArrayNode variants = tree.putArray("variants");
        for (VariantShare part : split.parts()) {
            variants.addObject()
                    .put("variant", part.variant())
                    .put("shareBasisPoints", part.share().basisPoints());
        }
        split.goals().forEach(tree.putArray("goals")::add);
        return tree.put("covariate", split.covariate());
    }
}
