// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.time.Instant;

/// A trip of the circuit breaker that disables a rollout's candidate in one process.
///
/// @param process name of the process, 1..256 characters; preserved when the process restarts and loads its
///     trip from disk, so that one trip counts once
/// @param rollout id of the rollout
/// @param revision flag revision that set the exposure at the trip, 1 or more
/// @param cause comparison that tripped it
/// @param at time of the trip, by the process's own clock, from 1970 to 9999; for display only
/// @param candidateFailures units that failed for the first time on the candidate in this process, 0 to
///     [#MAX_COUNT]
/// @param candidateCalls the candidate's calls by units that had not failed before, in this process, 0 to
///     [#MAX_COUNT]
/// @param controlFailures units that failed for the first time on control in this process, 0 to [#MAX_COUNT]
public record BreakerTrip(
        String process,
        String rollout,
        long revision,
        Cause cause,
        Instant at,
        long candidateFailures,
        long candidateCalls,
        long controlFailures) {
    /// Maximum count. A trip counts from the start of its rollout, so it may exceed the calls of a batch: a
    /// million calls per second for thirty years.
    public static final long MAX_COUNT = 1_000_000_000_000_000L;

    /// The comparison that tripped the breaker.
    public enum Cause {
        /// The candidate fails more often than control.
        COMPARISON,
        /// The candidate fails more often than its ceiling.
        CEILING
    }

    /// @throws IllegalArgumentException when a value is out of range; its message lists every such value
    public BreakerTrip {
        var rules = new MessageValidator();
        rules.validateName("process", process);
        rules.validateName("rollout", rollout);
        rules.validateMin("revision", revision, 1);
        rules.validateTimestamp("at", at);
        rules.validateRange("candidateFailures", candidateFailures, 0, MAX_COUNT);
        rules.validateRange("candidateCalls", candidateCalls, 0, MAX_COUNT);
        rules.validateRange("controlFailures", controlFailures, 0, MAX_COUNT);
        rules.throwIfAny();
    }

    /// Returns a copy under another exposure of its rollout.
    ///
    /// @param other flag revision that set it
    public BreakerTrip withRevision(long other) {
        return new BreakerTrip(process, rollout, other, cause, at, candidateFailures, candidateCalls, controlFailures);
    }
}
