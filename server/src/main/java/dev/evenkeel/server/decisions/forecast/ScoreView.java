// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.forecast.AmountScore;
import dev.evenkeel.engine.forecast.ClassScore;
import dev.evenkeel.engine.forecast.EventScore;
import dev.evenkeel.engine.forecast.LedgerEntry.State;
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
record ScoreView(
        String eventClass,
        Map<State, Integer> counts,
        int late,
        int needs,
        @Nullable Events events,
        List<AmountScore> amounts) {
    static ScoreView of(ClassScore score) {
        return new ScoreView(
                score.eventClass(),
                new TreeMap<>(score.counts()),
                score.late(),
                ClassScore.LEAST,
                score.events() == null ? null : Events.of(score.events()),
                score.amounts());
    }

    /// The score of probabilities.
    ///
    /// @param first Brier score of what was said first of the same events
    /// @param baseRate Brier score of the base rates of the days
    /// @param miscalibration null below `splitNeeds`, like discrimination
    /// @param spiegelhalterZ null when all probabilities are 1/2
    record Events(
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
        static Events of(EventScore events) {
            ForecastScore score = events.score();
            return new Events(
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
                    EventScore.LEAST_TO_SPLIT,
                    events.miscalibration(),
                    events.discrimination(),
                    Double.isNaN(score.spiegelhalterZ()) ? null : (Double) score.spiegelhalterZ(),
                    score.diagram());
        }
    }
}
