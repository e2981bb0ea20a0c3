// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.engine.rollout.plan.GuardrailAction;

/// The result of one guardrail.
///
/// @param verdict the verdict
/// @param action action on a breach
/// @param logRollback natural logarithm of the rollback evidence, unweighted; 0 = no evidence either way
/// @param logAdvance natural logarithm of the advance evidence of this step; 0 = no evidence either way
/// @param logAdvanceNeeded value of `logAdvance` that completes the proof
/// @param candidateTrials candidate trials seen at this step
/// @param candidateTrialsNeeded estimated total needed at the pace so far; -1 when no proof is required, and
///     while too few trials were seen for an estimate
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
