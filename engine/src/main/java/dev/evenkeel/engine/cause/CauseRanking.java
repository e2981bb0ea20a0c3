// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.cause;

import java.util.List;

/// Causes in the order of the harm that came from them.
///
/// @param measure by which
/// @param days that were looked at
/// @param incidents that count
/// @param untagged incidents without a cause; they count nowhere
/// @param unknown incidents with causes whose harm by this measure nobody knows; they count nowhere
/// @param draws from the posterior; a probability is off by at most 1 / sqrt(draws), with 95 %
/// @param seed of the draws
/// @param rows the most harm first
public record CauseRanking(
        HarmMeasure measure,
        double days,
        int incidents,
        int untagged,
        int unknown,
        int draws,
        long seed,
        List<RankedCause> rows) {
    public CauseRanking {
        rows = List.copyOf(rows);
    }

    /// One cause.
    ///
    /// @param cause its name
    /// @param count incidents, those with several causes by its part of each
    /// @param harm that came from it, in the measure's unit
    /// @param observedShare its part of all harm, 0 to 1
    /// @param cumulativeShare the same for it and all before it
    /// @param share its part of all harm to be expected, 0 to 1
    /// @param topThree probability that it is truly among the three that do most harm
    /// @param incidentsPerQuarter incidents that a fix would save in a quarter
    /// @param harmPerQuarter harm that a fix would save in a quarter, in the measure's unit
    public record RankedCause(
            String cause,
            double count,
            double harm,
            double observedShare,
            double cumulativeShare,
            Interval share,
            double topThree,
            Interval incidentsPerQuarter,
            Interval harmPerQuarter) {}

    /// What is believed about a number.
    ///
    /// @param low 5 of 100 draws are below
    /// @param mean of the draws
    /// @param high 5 of 100 draws are above
    public record Interval(double low, double mean, double high) {}
}
