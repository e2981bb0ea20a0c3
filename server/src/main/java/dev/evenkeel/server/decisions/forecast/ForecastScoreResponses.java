// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.api.ForecastApi.ForecastScoreResponse;
import dev.evenkeel.api.ForecastApi.ProbabilityForecastScoreResponse;
import dev.evenkeel.engine.forecast.ForecastClassScore;
import dev.evenkeel.engine.forecast.ProbabilityForecastClassScore;
import dev.evenkeel.engine.risk.ForecastVerificationScores;
import java.util.TreeMap;

/// Conversion of scores to responses.
final class ForecastScoreResponses {
    private ForecastScoreResponses() {}

    static ForecastScoreResponse of(ForecastClassScore score) {
        return new ForecastScoreResponse(
                score.eventClass(),
                new TreeMap<>(score.counts()),
                score.late(),
                ForecastClassScore.MIN_RESOLVED,
                score.events() == null ? null : of(score.events()),
                score.amounts());
    }

    private static ProbabilityForecastScoreResponse of(ProbabilityForecastClassScore events) {
        ForecastVerificationScores score = events.score();
        return new ProbabilityForecastScoreResponse(
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
