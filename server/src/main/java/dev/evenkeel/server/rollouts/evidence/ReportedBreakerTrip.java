// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.core.wire.BreakerTrip;
import java.time.Instant;

/// A process that took a rollout's candidate out of use by itself.
///
/// @param revision revision of the exposure under which it did
/// @param process its name
/// @param cause what its evidence was about
/// @param at when, by the clock of the process
/// @param candidateFailures units that had failed on the candidate there
/// @param candidateCalls the candidate's calls there, of units that had not failed before
/// @param controlFailures units that had failed on control there
public record ReportedBreakerTrip(
        long revision,
        String process,
        BreakerTrip.Cause cause,
        Instant at,
        long candidateFailures,
        long candidateCalls,
        long controlFailures) {}
