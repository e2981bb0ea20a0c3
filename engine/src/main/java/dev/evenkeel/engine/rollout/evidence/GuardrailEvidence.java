// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

/// The stored evidence of one guardrail. Callers must not modify the arrays.
///
/// @param rollback state of the rollback evidence
/// @param advance state of the advance evidence
/// @param peak highest natural logarithm of the rollback evidence after any tick so far
@SuppressWarnings("ArrayRecordComponent")
public record GuardrailEvidence(double[] rollback, double[] advance, double peak) {}
