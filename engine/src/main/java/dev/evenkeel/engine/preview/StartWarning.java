// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.core.flag.split.Percent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A warning before a start: at the observed traffic, part of the plan cannot complete in time or not at its
/// error level.
///
/// @param kind subject
/// @param summary message with the numbers, as a sentence
/// @param proof late proof, for [Kind#STEP]; else null
/// @param seconds expected duration, infinite when it never completes; NaN without traffic and for
///     [Kind#INSTANCES]
/// @param limit time available in the plan
public record StartWarning(
        Kind kind, String summary, @Nullable LateStepProof proof, double seconds, Duration limit) {
    /// The subject of a warning.
    public enum Kind {
        /// Control has no traffic.
        TRAFFIC,
        /// The latency baseline is not complete in time, so the candidate gets no units.
        BASELINE,
        /// The proof of a step is late: about failures, or at 0% exposure that shadow results agree.
        STEP,
        /// Each step is in time, but the whole plan is not.
        PLAN,
        /// More processes are connected than the plan's breaker divides its error level among.
        INSTANCES
    }

    /// A proof about failures of a candidate as good as control; at 0% exposure, that shadow results agree,
    /// counted in comparisons instead of calls.
    ///
    /// @param step 0-based index of the step
    /// @param exposure exposure of the step
    /// @param callsPerMinute candidate calls per minute at that exposure
    /// @param callsNeeded estimated candidate calls needed after the warm-up; 0 when no proof is required, -1
    ///     when no number suffices
    /// @param callsPerMinuteNeeded calls per minute at which it is in time; infinite when none suffices
    public record LateStepProof(
            int step, Percent exposure, double callsPerMinute, long callsNeeded, double callsPerMinuteNeeded) {
        /// Returns the duration after the warm-up; infinite when no number of calls suffices.
        double seconds() {
            return callsNeeded < 0 ? Double.POSITIVE_INFINITY : 60 * callsNeeded / callsPerMinute;
        }
    }
}
