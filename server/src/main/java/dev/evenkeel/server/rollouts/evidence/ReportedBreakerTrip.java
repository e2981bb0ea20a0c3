// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.core.wire.BreakerTrip;
import java.time.Instant;

/// A breaker trip, as reported by the process that disabled a rollout's candidate.
///
/// @param revision revision of the exposure at which it tripped
/// @param instance name of the process
/// @param cause kind of evidence that caused it
/// @param at when it tripped, by the clock of the process
/// @param candidateFailures units that had failed on the candidate in the process
/// @param candidateCalls calls of the candidate in the process, by units that had not failed before
/// @param controlFailures units that had failed on control in the process
public record ReportedBreakerTrip(
        long revision,
        String instance,
        BreakerTrip.Cause cause,
        Instant at,
        long candidateFailures,
        long candidateCalls,
        long controlFailures) {}
