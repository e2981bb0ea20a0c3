// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

import java.util.Properties;

/// What callers saw of one contender in one case.
///
/// @param calls made, from eight threads
/// @param stuck calls that did not return before the candidate was let go
/// @param candidates calls of the candidate that began
/// @param threads alive at the end, above those before and the callers; the most of all rounds
/// @param endedEarly whether a round was ended because too many candidates hung
/// @param medianMillis half of the calls that returned took at most this; 0 when none did
/// @param tailMillis 99 of 100 calls that returned took at most this; 0 when none did
public record ShadowLoadResult(
        long calls,
        long stuck,
        long candidates,
        long threads,
        boolean endedEarly,
        double medianMillis,
        double tailMillis) {
    /// Reads what [#write] wrote.
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

    /// Calls whose candidate had not begun at the end.
    public long unanswered() {
        return Math.max(0, calls - candidates);
    }
}
