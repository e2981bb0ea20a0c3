// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.forecast.ForecastClassScore;
import dev.evenkeel.engine.forecast.ForecastLedgerEntry.State;
import dev.evenkeel.engine.forecast.ProbabilityForecastScore;
import dev.evenkeel.engine.forecast.QuantileForecastScore;
import dev.evenkeel.engine.risk.ForecastScore;
import dev.evenkeel.engine.risk.ReliabilityDiagram;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The score of a class as the HTTP API shows it (docs/reference/http-api.md).
///
/// @param counts how many forecasts stand where
/// @param needs how many resolved ones a score needs
/// @param events null below that
/// @param amounts a score for each unit that has as many
record ForecastScoreResponse(
        String eventClass,
        Map<State, Integer> counts,
        int late,
        int needs,
        @Nullable ProbabilityScore events,
        List<QuantileForecastScore> amounts) {
    static ForecastScoreResponse of(ForecastClassScore score) {
        return new ForecastScoreResponse(
                score.eventClass(),
                new TreeMap<>(score.counts()),
                score.late(),
                ForecastClassScore.LEAST,
                score.events() == null ? null : ProbabilityScore.of(score.events()),
                score.amounts());
    }

    /// The score of probabilities.
    ///
    /// @param first Brier score of what was said first of the same events
    /// @param baseRate Brier score of the base rates of the days
    /// @param miscalibration null below `splitNeeds`, like discrimination
    /// @param spiegelhalterZ null when all probabilities are 1/2
    record ProbabilityScore(
            int resolved,
            double brier,
            double log,
            double reliability,
            double resolution,
            double uncertainty,
            double withinBins,
            double skill,
            double baseRate,
            double first,
            int splitNeeds,
            @Nullable Double miscalibration,
            @Nullable Double discrimination,
            @Nullable Double spiegelhalterZ,
            ReliabilityDiagram diagram) {
        static ProbabilityScore of(ProbabilityForecastScore events) {
            ForecastScore score = events.score();
            return new ProbabilityScore(
                    events.resolved(),
                    score.brier(),
                    score.log(),
                    score.reliability(),
                    score.resolution(),
                    score.uncertainty(),
                    score.withinBins(),
                    events.skill(),
                    events.baseRate(),
                    events.first(),
                    ProbabilityForecastScore.LEAST_TO_SPLIT,
                    events.miscalibration(),
                    events.discrimination(),
                    Double.isNaN(score.spiegelhalterZ()) ? null : (Double) score.spiegelhalterZ(),
                    score.diagram());
        }
    }
}
