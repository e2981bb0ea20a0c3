// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

/// A trip of the circuit breaker in one process, which disabled the candidate there at the current exposure.
///
/// @param process name of the process
/// @param candidateFailures units that had failed on the candidate in the process
/// @param candidateCalls calls of the candidate in the process, by units that had not failed before
public record ProcessBreakerTrip(String process, long candidateFailures, long candidateCalls) {}
