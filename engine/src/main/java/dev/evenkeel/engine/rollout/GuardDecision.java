// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.engine.rollout.guardrail.GuardrailResult;
import java.util.List;

/// What the guard says at one moment, with the evidence behind it.
///
/// @param checks one report per guardrail, in the order errors, quantiles, rank
/// @param logRollback natural logarithm of the combined rollback evidence; 0 = nothing known
/// @param logRollbackThreshold at which the rollout is rolled back
/// @param decision what to do
public record GuardDecision(
        List<GuardrailResult> checks, double logRollback, double logRollbackThreshold, RolloutAction decision) {
    public GuardDecision {
        checks = List.copyOf(checks);
    }
}
