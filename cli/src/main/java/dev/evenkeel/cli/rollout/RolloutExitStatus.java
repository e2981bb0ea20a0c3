// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import tools.jackson.databind.JsonNode;

/// The exit code and message for the end of a rollout.
final class RolloutExitStatus {
    private RolloutExitStatus() {}

    static boolean hasEnded(JsonNode rollout) {
        return rollout.path("endedAt").isString();
    }

    /// Returns 0 when the candidate serves all units, 1 when control does.
    static int exitCode(JsonNode ended) {
        return ended.path("status").asString().equals("COMPLETED") ? 0 : 1;
    }

    /// Formats status and reason.
    static String formatOutcome(JsonNode ended) {
        return ended.path("id").asString() + " " + ended.path("status").asString() + ": "
                + ended.path("decisions")
                        .valueStream()
                        .reduce((earlier, later) -> later)
                        .map(last -> last.path("reason").asString())
                        .orElse("");
    }
}
