// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.core.flag.split.Percent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Something that a plan cannot do in its time, or not with its error level, at what was seen before the start.
///
/// @param kind what about
/// @param words the same in a sentence, with the numbers
/// @param proof the proof that comes late, for [Kind#STEP]; else null
/// @param seconds how long it takes, infinite when it is never there; NaN without traffic to tell by and for
///     [Kind#PROCESSES]
/// @param limit how long the plan gives it
public record StartWarning(
        Kind kind, String words, @Nullable Proof proof, double seconds, Duration limit) {
    /// What a warning is about.
    public enum Kind {
        /// Control is not called at all.
        TRAFFIC,
        /// The latency reference is not gathered in time, so that nobody is exposed.
        REFERENCE,
        /// The proof about failures at a step, or that answers agree at one that shadows for nobody.
        STEP,
        /// Each step by itself is in time, the whole is not.
        PLAN,
        /// More processes are connected than the plan's breaker shares its error level out over.
        PROCESSES
    }

    /// A proof about failures, of a candidate as good as control; at 0 %, that answers agree, which is counted
    /// in comparisons instead of calls.
    ///
    /// @param step 0-based index of the step
    /// @param exposure its exposure
    /// @param callsPerMinute candidate calls a minute at that exposure
    /// @param callsNeeded about how many candidate calls it takes after the warm-up; 0 when it is not asked
    ///     for, -1 when no number is enough
    /// @param callsPerMinuteNeeded with how many a minute it is there in time; infinite when with none
    public record Proof(
            int step, Percent exposure, double callsPerMinute, long callsNeeded, double callsPerMinuteNeeded) {
        /// How long it takes after the warm-up; infinite when no number of calls is enough.
        double seconds() {
            return callsNeeded < 0 ? Double.POSITIVE_INFINITY : 60 * callsNeeded / callsPerMinute;
        }
    }
}
