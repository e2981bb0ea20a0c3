// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.engine.rollout.RolloutStatus;

/// The exit code and message for the end of a rollout.
final class RolloutExitStatus {
    private RolloutExitStatus() {}

    static boolean hasEnded(RolloutDetailResponse rollout) {
        return rollout.summary().endedAt() != null;
    }

    /// Returns 0 when the candidate serves all units, 1 when control does.
    static int exitCode(RolloutDetailResponse ended) {
        return ended.summary().status() == RolloutStatus.COMPLETED ? 0 : 1;
    }

    /// Formats status and reason.
    static String formatOutcome(RolloutDetailResponse ended) {
        return ended.summary().id() + " " + ended.summary().status() + ": "
                + (ended.decisions().isEmpty()
                        ? ""
                        : ended.decisions().getLast().reason());
    }
}
