// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.time.Instant;

/// A process took a rollout's candidate out by itself.
///
/// @param process name of the process that did, 1..256 characters; it stays when the process starts
///     again and finds its trip on disk, so that one trip is counted once
/// @param rollout id of the rollout
/// @param revision flag revision that set the exposure under which it did, 1 or more
/// @param cause what the evidence was about
/// @param at when, by the process's own clock, from 1970 to 9999; for people only
/// @param candidateFailures units that failed for the first time on the candidate in this process, 0 to
///     [#MAX_COUNT]
/// @param candidateCalls the candidate's calls by units that had not failed before, in this process, 0
///     to [#MAX_COUNT]
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
    /// Largest count. A trip counts since its rollout started, so it may be more than the calls of a batch: a
    /// million calls a second for thirty years.
    public static final long MAX_COUNT = 1_000_000_000_000_000L;

    /// What the evidence was about.
    public enum Cause {
        /// The candidate fails more often than control.
        COMPARISON,
        /// The candidate fails more often than its ceiling.
        CEILING
    }

    /// @throws IllegalArgumentException when a value is out of range; its message lists every such value
    public BreakerTrip {
        var rules = new MessageValidator();
        rules.name("process", process);
        rules.name("rollout", rollout);
        rules.atLeast("revision", revision, 1);
        rules.moment("at", at);
        rules.within("candidateFailures", candidateFailures, 0, MAX_COUNT);
        rules.within("candidateCalls", candidateCalls, 0, MAX_COUNT);
        rules.within("controlFailures", controlFailures, 0, MAX_COUNT);
        rules.check();
    }

    /// The same under another exposure of its rollout.
    ///
    /// @param other flag revision that set it
    public BreakerTrip under(long other) {
        return new BreakerTrip(process, rollout, other, cause, at, candidateFailures, candidateCalls, controlFailures);
    }
}
