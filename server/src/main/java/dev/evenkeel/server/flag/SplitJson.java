// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flag;

import dev.evenkeel.flag.RolloutSplit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A split as JSON, for the ledger and the API.
final class SplitJson {
    private SplitJson() {}

    static @Nullable String of(@Nullable RolloutSplit split) {
        return split == null ? null : tree(split).toString();
    }

    static ObjectNode tree(RolloutSplit split) {
        return DefinitionText.JSON
                .createObjectNode()
                .put("rollout", split.rollout())
                .put("control", split.control())
                .put("candidate", split.candidate())
                .put("exposureBasisPoints", split.exposure().basisPoints())
                .put("seed", split.seed())
                .put("revision", split.revision())
                .put("warmUpMillis", split.warmUp().toMillis());
    }
}
