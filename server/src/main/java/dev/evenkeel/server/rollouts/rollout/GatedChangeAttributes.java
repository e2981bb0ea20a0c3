// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.server.gates.gate.GateContext;
import org.jspecify.annotations.Nullable;

/// The properties of a rollout that gates evaluate, besides its flag.
///
/// @param service service that is changed; null when unknown
/// @param changeClass class of the change, such as `normal` or `hotfix`
/// @param author user who started it; empty for rollouts older than gates
public record GatedChangeAttributes(@Nullable String service, String changeClass, String author) {
    /// Returns the context for evaluating the gates of a rollout.
    public GateContext toGateContext(Rollout rollout) {
        return new GateContext(rollout.environment(), rollout.flag(), service, rollout.id(), changeClass, author);
    }

    /// Returns the context for evaluating the gates of a rollout that has not started.
    public GateContext toGateContext(String environment, String flag) {
        return new GateContext(environment, flag, service, null, changeClass, author);
    }
}
