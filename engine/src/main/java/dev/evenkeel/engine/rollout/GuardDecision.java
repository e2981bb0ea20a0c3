// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.engine.rollout.guardrail.GuardrailResult;
import java.util.List;

/// A decision of the guard at one moment, with the evidence behind it.
///
/// @param results one result per guardrail, in the order of the plan: errors, latency quantiles, rank
/// @param logRollback natural logarithm of the combined rollback evidence; 0 = no evidence either way
/// @param logRollbackThreshold value of `logRollback` from which the rollout is rolled back
/// @param action action to take
public record GuardDecision(
        List<GuardrailResult> results, double logRollback, double logRollbackThreshold, RolloutAction action) {
    public GuardDecision {
        results = List.copyOf(results);
    }
}
