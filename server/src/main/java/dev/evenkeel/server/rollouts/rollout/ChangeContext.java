// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.server.gates.gate.GateContext;
import org.jspecify.annotations.Nullable;

/// What gates are told of a rollout beside its flag.
///
/// @param service whose change it is; null when nobody has said
/// @param changeClass what sort of change it is, such as `normal` or `hotfix`
/// @param author who ordered it; empty for rollouts from before gates
public record ChangeContext(@Nullable String service, String changeClass, String author) {
    /// The question about a rollout.
    public GateContext asked(Rollout rollout) {
        return new GateContext(rollout.environment(), rollout.flag(), service, rollout.id(), changeClass, author);
    }

    /// The question about a rollout that has not started.
    public GateContext asked(String environment, String flag) {
        return new GateContext(environment, flag, service, null, changeClass, author);
    }
}
