// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.forecast.ForecastClassScore;
import dev.evenkeel.engine.forecast.ForecastLedgerEntry.State;
import dev.evenkeel.engine.forecast.ProbabilityForecastClassScore;
import dev.evenkeel.engine.forecast.QuantileForecastClassScore;
import dev.evenkeel.engine.risk.ForecastVerificationScores;
import dev.evenkeel.engine.risk.ReliabilityDiagram;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The score of a class in responses of the HTTP API (docs/reference/http-api.md).
///
/// @param counts number of forecasts in each state
/// @param requiredCount minimum number of resolved forecasts for a score
/// @param events null below `requiredCount`
/// @param amounts one score for each unit with at least `requiredCount` resolved forecasts
record ForecastScoreResponse(
        String eventClass,
        Map<State, Integer> counts,
        int late,
        int requiredCount,
        @Nullable ProbabilityForecastClassScoreResponse events,
        List<QuantileForecastClassScore> amounts) {
    static ForecastScoreResponse of(ForecastClassScore score) {
        return new ForecastScoreResponse(
                score.eventClass(),
                new TreeMap<>(score.counts()),
                score.late(),
                ForecastClassScore.MIN_RESOLVED,
                score.events() == null ? null : ProbabilityForecastClassScoreResponse.of(score.events()),
                score.amounts());
    }

    /// The score of probability forecasts.
    ///
    /// @param firstForecastBrier Brier score of the first forecast of each event
    /// @param baseRate Brier score of the base rates on the days of the forecasts
    /// @param miscalibration null below `decompositionRequiredCount`, as is discrimination
    /// @param spiegelhalterZ null when all probabilities are 1/2
    record ProbabilityForecastClassScoreResponse(
            int resolved,
            double brier,
            double log,
            double reliability,
            double resolution,
            double uncertainty,
            double withinBins,
            double skill,
            double baseRate,
            double firstForecastBrier,
            int decompositionRequiredCount,
            @Nullable Double miscalibration,
            @Nullable Double discrimination,
            @Nullable Double spiegelhalterZ,
            ReliabilityDiagram diagram) {
        static ProbabilityForecastClassScoreResponse of(ProbabilityForecastClassScore events) {
            ForecastVerificationScores score = events.score();
            return new ProbabilityForecastClassScoreResponse(
                    events.resolved(),
                    score.brier(),
                    score.log(),
                    score.reliability(),
                    score.resolution(),
                    score.uncertainty(),
                    score.withinBins(),
                    events.skill(),
                    events.baseRate(),
                    events.firstForecastBrier(),
                    ProbabilityForecastClassScore.LEAST_TO_SPLIT,
                    events.miscalibration(),
                    events.discrimination(),
                    Double.isNaN(score.spiegelhalterZ()) ? null : (Double) score.spiegelhalterZ(),
                    score.diagram());
        }
    }
}
