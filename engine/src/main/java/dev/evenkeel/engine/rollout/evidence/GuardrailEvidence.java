// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

/// The stored evidence of one guardrail. The arrays are never changed once they are here.
///
/// @param rollback state of the rollback evidence
/// @param advance state of the advance evidence
/// @param peak highest natural logarithm that the rollback evidence ever had after a tick
@SuppressWarnings("ArrayRecordComponent")
public record GuardrailEvidence(double[] rollback, double[] advance, double peak) {}
