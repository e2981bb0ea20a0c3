// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import tools.jackson.databind.JsonNode;

/// How a rollout ended.
final class RolloutExitStatus {
    private RolloutExitStatus() {}

    static boolean isThere(JsonNode rollout) {
        return rollout.path("endedAt").isString();
    }

    /// 0 when the candidate serves everybody, 1 when control does.
    static int exitCode(JsonNode ended) {
        return ended.path("status").asString().equals("COMPLETED") ? 0 : 1;
    }

    /// Status and reason.
    static String words(JsonNode ended) {
        return ended.path("id").asString() + " " + ended.path("status").asString() + ": "
                + ended.path("decisions")
                        .valueStream()
                        .reduce((earlier, later) -> later)
                        .map(last -> last.path("reason").asString())
                        .orElse("");
    }
}
