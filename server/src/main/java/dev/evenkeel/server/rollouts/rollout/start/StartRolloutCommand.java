// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.start;

import dev.evenkeel.api.RolloutApi.GatedChangeAttributes;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.server.gates.gate.GateContext;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import org.jspecify.annotations.Nullable;

/// A valid request to start a rollout.
///
/// @param flag key of the flag
/// @param control variant of the old code path
/// @param candidate variant of the new code path
/// @param plan steps, guardrails and limits
/// @param restartOf earlier rollout of the flag whose buckets are reused, so that the same units get the
///     candidate first; null for new buckets
/// @param change properties that gates evaluate
/// @param waitsForGates whether it starts despite closed gates and waits for them at 0%
/// @param reason why it is started, for the audit log; empty if not given
record StartRolloutCommand(
        String flag,
        String control,
        String candidate,
        RolloutPlan plan,
        @Nullable Rollout restartOf,
        GatedChangeAttributes change,
        boolean waitsForGates,
        String reason) {
    GateContext toGateContext(String environment) {
        return new GateContext(environment, flag, change.service(), null, change.changeClass(), change.author());
    }
}
