// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

import java.util.Properties;

/// The measurements of callers for one contender in one case.
///
/// @param calls calls made, from eight threads
/// @param stuck calls that did not return before the candidate was released
/// @param candidates candidate calls that began
/// @param threads threads alive at the end, except earlier ones and the callers; maximum over all rounds
/// @param endedEarly whether a round ended early because too many candidates hung
/// @param medianMillis median duration of the calls that returned; 0 when none did
/// @param tailMillis 99th percentile of the duration of the calls that returned; 0 when none did
public record ShadowLoadResult(
        long calls,
        long stuck,
        long candidates,
        long threads,
        boolean endedEarly,
        double medianMillis,
        double tailMillis) {
    /// Parses the output of [#write].
    public static ShadowLoadResult read(Properties from, String prefix) {
        return new ShadowLoadResult(
                Long.parseLong(from.getProperty(prefix + ".calls")),
                Long.parseLong(from.getProperty(prefix + ".stuck")),
                Long.parseLong(from.getProperty(prefix + ".candidates")),
                Long.parseLong(from.getProperty(prefix + ".threads")),
                Boolean.parseBoolean(from.getProperty(prefix + ".endedEarly")),
                Double.parseDouble(from.getProperty(prefix + ".medianMillis")),
                Double.parseDouble(from.getProperty(prefix + ".tailMillis")));
    }

    void write(Properties to, String prefix) {
        to.setProperty(prefix + ".calls", Long.toString(calls));
        to.setProperty(prefix + ".stuck", Long.toString(stuck));
        to.setProperty(prefix + ".candidates", Long.toString(candidates));
        to.setProperty(prefix + ".threads", Long.toString(threads));
        to.setProperty(prefix + ".endedEarly", Boolean.toString(endedEarly));
        to.setProperty(prefix + ".medianMillis", Double.toString(medianMillis));
        to.setProperty(prefix + ".tailMillis", Double.toString(tailMillis));
    }

    /// Returns the number of calls whose candidate had not begun at the end.
    public long unanswered() {
        return Math.max(0, calls - candidates);
    }
}
