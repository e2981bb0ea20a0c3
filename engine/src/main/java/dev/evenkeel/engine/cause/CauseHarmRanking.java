// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.cause;

import java.util.List;

/// A ranking of incident causes by harm.
///
/// @param measure measure of harm
/// @param days length of the period in days
/// @param incidents number of incidents that count
/// @param untagged incidents without a cause, which do not count
/// @param unknown incidents with causes but unknown harm by this measure, which do not count
/// @param draws number of posterior draws; a probability has an error of at most 1 / sqrt(draws), with 95%
/// @param seed seed of the draws
/// @param rows most harm first
public record CauseHarmRanking(
        HarmMeasure measure,
        double days,
        int incidents,
        int untagged,
        int unknown,
        int draws,
        long seed,
        List<RankedCause> rows) {
    public CauseHarmRanking {
        rows = List.copyOf(rows);
    }

    /// One cause.
    ///
    /// @param cause name of the cause
    /// @param count number of incidents; those with several causes count by its share of each
    /// @param harm harm caused, in the measure's unit
    /// @param observedShare share of all harm, 0 to 1
    /// @param cumulativeShare the same for it and all before it
    /// @param share share of all expected harm, 0 to 1
    /// @param topThreeProbability probability that it is truly among the three most harmful causes
    /// @param incidentsPerQuarter incidents per quarter that a fix would save
    /// @param harmPerQuarter harm per quarter that a fix would save, in the measure's unit
    public record RankedCause(
            String cause,
            double count,
            double harm,
            double observedShare,
            double cumulativeShare,
            Interval share,
            double topThreeProbability,
            Interval incidentsPerQuarter,
            Interval harmPerQuarter) {}

    /// A credible interval.
    ///
    /// @param low 5 of 100 draws are below
    /// @param mean mean of the draws
    /// @param high 5 of 100 draws are above
    public record Interval(double low, double mean, double high) {}
}
