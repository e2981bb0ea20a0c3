// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.engine.rollout.plan.GuardrailAction;

/// How one guardrail stands.
///
/// @param verdict the answer
/// @param action what a breach leads to
/// @param logRollback natural logarithm of its rollback evidence, unweighted; 0 = nothing known
/// @param logAdvance natural logarithm of its advance evidence of this step; 0 = nothing known
/// @param logAdvanceNeeded at which it counts as shown
/// @param candidateTrials candidate trials seen in this step
/// @param candidateTrialsNeeded about how many it takes in all at the pace so far; -1 when no proof is asked
///     for, and while too few were seen to estimate it
/// @param detail one sentence for people
public record GuardrailResult(
        Verdict verdict,
        GuardrailAction action,
        double logRollback,
        double logAdvance,
        double logAdvanceNeeded,
        long candidateTrials,
        long candidateTrialsNeeded,
        String detail) {}
