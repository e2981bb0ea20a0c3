// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.decision;

import dev.evenkeel.engine.forecast.Forecast;
import dev.evenkeel.engine.forecast.ForecastClassScore;
import dev.evenkeel.engine.forecast.ForecastLedgerEntry;
import dev.evenkeel.engine.forecast.ForecastLedgerEntry.State;
import dev.evenkeel.engine.forecast.ForecastResolution;
import dev.evenkeel.engine.forecast.Prediction;
import dev.evenkeel.engine.forecast.Prediction.Probability;
import dev.evenkeel.engine.forecast.Prediction.Quantiles;
import dev.evenkeel.engine.forecast.ProbabilityForecastClassScore;
import dev.evenkeel.engine.forecast.QuantileForecastClassScore;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.risk.ForecastVerificationScores;
import dev.evenkeel.engine.risk.ReliabilityDiagram.Bin;
import dev.evenkeel.engine.stats.ObservedProportion;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Model of the forecasts page. Answers: which forecasts are due, how accurate were past forecasts, and what
/// was forecast?
///
/// @param summary the answer in a sentence
/// @param due unresolved forecasts, earliest horizon first
/// @param classes scores per class of events
/// @param newest newest first
record ForecastsPageModel(String summary, List<Row> due, List<EventClassScore> classes, List<Row> newest) {
    private static final int MOST_DUE = 20;

    /// A forecast.
    ///
    /// @param outcome its outcome and the grounds for it; empty while unresolved
    record Row(
            String id,
            String statement,
            String eventClass,
            StatusBadge state,
            String prediction,
            Instant horizon,
            String resolver,
            String outcome) {}

    /// Scores of a class of events.
    ///
    /// @param counts number of forecasts in each state
    /// @param calibration score of probability forecasts; null while there is none
    /// @param amounts a sentence for each unit of quantile forecasts that has a score
    /// @param insufficientDataReason why there is no score; empty if there is one
    record EventClassScore(
            String name,
            String counts,
            @Nullable EventCalibration calibration,
            List<String> amounts,
            String insufficientDataReason) {}

    /// Score of probability forecasts.
    record EventCalibration(String resolved, List<ScorePart> parts, ReliabilityChart chart, List<BinRow> bins) {}

    /// A component of a score.
    record ScorePart(String name, String value, String meaning) {}

    /// A bin of the reliability diagram.
    record BinRow(String bin, String predicted, String observed, String interval) {}

    /// @param open unresolved forecasts
    /// @param newest newest forecasts, resolved or not
    static ForecastsPageModel of(
            List<ForecastLedgerEntry> open,
            List<ForecastClassScore> scores,
            List<ForecastLedgerEntry> newest,
            Instant now) {
        return new ForecastsPageModel(
                summary(scores),
                open.stream()
                        .sorted(Comparator.comparing(entry -> entry.forecast().horizon()))
                        .limit(MOST_DUE)
                        .map(entry -> toRow(entry, now))
                        .toList(),
                scores.stream().map(ForecastsPageModel::toClassScore).toList(),
                newest.stream().map(entry -> toRow(entry, now)).toList());
    }

    private static String summary(List<ForecastClassScore> scores) {
        int due = countInState(scores, State.DUE);
        return (due == 0 ? "Nothing is due." : QuantityFormatter.formatCount(due) + " due and not resolved yet.") + " "
                + QuantityFormatter.formatCount(countInState(scores, State.OPEN)) + " open, "
                + QuantityFormatter.formatCount(countInState(scores, State.RESOLVED))
                + " resolved. Each class is scored by itself.";
    }

    private static int countInState(List<ForecastClassScore> scores, State state) {
        return scores.stream()
                .mapToInt(score -> score.counts().getOrDefault(state, 0))
                .sum();
    }

    private static Row toRow(ForecastLedgerEntry entry, Instant now) {
        Forecast forecast = entry.forecast();
        return new Row(
                forecast.id(),
                forecast.statement(),
                forecast.eventClass(),
                StatusBadge.of(entry.stateAt(now)),
                forecast.prediction().format(),
                forecast.horizon(),
                forecast.resolver(),
                formatOutcome(forecast.prediction(), entry.resolution()));
    }

    private static String formatOutcome(Prediction prediction, @Nullable ForecastResolution resolution) {
        return resolution == null
                ? ""
                : formatPredictionOutcome(prediction, resolution.outcome())
                        + (resolution.late() ? " (late): " : ": ")
                        + resolution.note();
    }

    private static String formatPredictionOutcome(Prediction prediction, @Nullable Double outcome) {
        if (outcome == null) {
            return "Void";
        }
        return switch (prediction) {
            case Probability ignored -> outcome == 1 ? "Yes" : "No";
            case Quantiles quantiles -> QuantityFormatter.formatNumber(outcome) + " " + quantiles.unit();
        };
    }

    private static EventClassScore toClassScore(ForecastClassScore score) {
        ProbabilityForecastClassScore events = score.events();
        int resolved = score.counts().getOrDefault(State.RESOLVED, 0);
        return new EventClassScore(
                score.eventClass(),
                formatCounts(score),
                events == null ? null : toCalibration(events),
                score.amounts().stream()
                        .map(ForecastsPageModel::formatQuantileScore)
                        .toList(),
                events == null && score.amounts().isEmpty()
                        ? resolved + " of the " + ForecastClassScore.MIN_RESOLVED
                                + " resolved forecasts that a score needs."
                        : "");
    }

    private static String formatCounts(ForecastClassScore score) {
        List<String> counts = new ArrayList<>();
        for (State state : State.values()) {
            int count = score.counts().getOrDefault(state, 0);
            if (count > 0) {
                counts.add(QuantityFormatter.formatCount(count) + " "
                        + StatusBadge.of(state).label().toLowerCase(Locale.ROOT));
            }
        }
        return String.join(", ", counts) + (score.late() == 0 ? "" : "; " + score.late() + " resolved late");
    }

    private static EventCalibration toCalibration(ProbabilityForecastClassScore events) {
        ForecastVerificationScores score = events.score();
        return new EventCalibration(
                QuantityFormatter.formatCount(events.resolved()),
                List.of(
                        scorePart(
                                "Brier score",
                                score.brier(),
                                "mean square of probability less outcome; lower is better"),
                        scorePart("Reliability", score.reliability(), "0 when each bin's events came as often as said"),
                        scorePart(
                                "− Resolution", score.resolution(), "larger when bins differ in how often events came"),
                        scorePart("+ Uncertainty", score.uncertainty(), "of always saying the share of all events"),
                        scorePart("+ Within bins", score.withinBins(), "from forecasts that differ within a bin"),
                        scorePart(
                                "Skill",
                                events.skill(),
                                "share by which it beats the base rates of their days, which score "
                                        + formatDecimals(events.baseRate())),
                        scorePart(
                                "Said first",
                                events.firstForecastBrier(),
                                "Brier score before anything was superseded"),
                        scorePart("Log score", score.log(), "mean negative logarithm of what was given to what came"),
                        optionalScorePart(
                                "Miscalibration", events.miscalibration(), "what an isotonic fit would improve"),
                        optionalScorePart(
                                "Discrimination", events.discrimination(), "what that fit is better by than the share"),
                        scorePart("Spiegelhalter Z", score.spiegelhalterZ(), "beyond 1.96 either way: not calibrated")),
                ReliabilityChart.of(score.diagram()),
                score.diagram().bins().stream()
                        .map(ForecastsPageModel::toBinRow)
                        .toList());
    }

    private static ScorePart scorePart(String name, double value, String meaning) {
        return new ScorePart(name, Double.isNaN(value) ? "none" : formatDecimals(value), meaning);
    }

    /* The same number of decimals for every term of a sum. */
    private static String formatDecimals(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static ScorePart optionalScorePart(String name, @Nullable Double value, String meaning) {
        return value == null
                ? new ScorePart(
                        name, "none", "from " + ProbabilityForecastClassScore.LEAST_TO_SPLIT + " resolved forecasts on")
                : scorePart(name, value, meaning);
    }

    private static BinRow toBinRow(Bin bin) {
        ObservedProportion came = bin.observed();
        return new BinRow(
                DisplayFormatter.formatShareInterval(bin.from(), bin.to()),
                QuantityFormatter.formatProbability(bin.meanForecast()),
                came.count() + " of " + came.total(),
                DisplayFormatter.formatShareInterval(came.low(), came.high()));
    }

    private static String formatQuantileScore(QuantileForecastClassScore score) {
        ObservedProportion coverage = score.coverage();
        return "The 90% interval covered " + coverage.count() + " of " + coverage.total() + " outcomes ("
                + DisplayFormatter.formatShareInterval(coverage.low(), coverage.high()) + "); pinball loss "
                + QuantityFormatter.formatNumber(score.pinball()) + " " + score.unit() + ".";
    }
}
