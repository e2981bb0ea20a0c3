// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.server.gates.gate.GateQuestion;
import org.jspecify.annotations.Nullable;

/// What gates are told of a rollout beside its flag.
///
/// @param service whose change it is; null when nobody has said
/// @param changeClass what sort of change it is, such as `normal` or `hotfix`
/// @param author who ordered it; empty for rollouts from before gates
public record Change(@Nullable String service, String changeClass, String author) {
    /// The question about a rollout.
    public GateQuestion asked(Rollout rollout) {
        return new GateQuestion(rollout.environment(), rollout.flag(), service, rollout.id(), changeClass, author);
    }

    /// The question about a rollout that has not started.
    public GateQuestion asked(String environment, String flag) {
        return new GateQuestion(environment, flag, service, null, changeClass, author);
    }
}
