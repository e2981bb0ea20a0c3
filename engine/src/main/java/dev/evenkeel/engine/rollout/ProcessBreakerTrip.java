// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

/// A process has taken the candidate out of use at the present exposure.
///
/// @param process its name
/// @param candidateFailures units that had failed on the candidate there
/// @param candidateCalls the candidate's calls there, of units that had not failed before
public record ProcessBreakerTrip(String process, long candidateFailures, long candidateCalls) {}
