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
import dev.evenkeel.engine.forecast.ProbabilityForecastScore;
import dev.evenkeel.engine.forecast.QuantileForecastScore;
import dev.evenkeel.engine.risk.ForecastScore;
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

/// The page of forecasts. Its questions: what is due, how good were they, and what was said?
///
/// @param lead the answer, in a sentence
/// @param due those of which nobody knows what came, the earliest horizon first
/// @param classes each class of events by itself
/// @param newest the newest first
record ForecastsPageModel(String lead, List<Row> due, List<EventClassScore> classes, List<Row> newest) {
    private static final int MOST_DUE = 20;

    /// One forecast.
    ///
    /// @param outcome what came of it and on what grounds; empty while nobody knows
    record Row(
            String id,
            String statement,
            String eventClass,
            StatusBadge state,
            String said,
            Instant horizon,
            String resolver,
            String outcome) {}

    /// A class of events.
    ///
    /// @param counts how many stand where
    /// @param events null while there is no score of probabilities
    /// @param amounts a sentence for each unit of quantiles that has a score
    /// @param few why there is no score; empty when there is one
    record EventClassScore(
            String name, String counts, @Nullable EventCalibration events, List<String> amounts, String few) {}

    /// The score of probabilities.
    record EventCalibration(String resolved, List<ScorePart> parts, ReliabilityChart plot, List<BinRow> bins) {}

    /// A part of a score.
    record ScorePart(String name, String value, String meaning) {}

    /// A bin of the diagram.
    record BinRow(String bin, String said, String came, String interval) {}

    /// @param open those of which nobody knows what came
    /// @param newest of all
    static ForecastsPageModel of(
            List<ForecastLedgerEntry> open,
            List<ForecastClassScore> scores,
            List<ForecastLedgerEntry> newest,
            Instant now) {
        return new ForecastsPageModel(
                lead(scores),
                open.stream()
                        .sorted(Comparator.comparing(entry -> entry.forecast().horizon()))
                        .limit(MOST_DUE)
                        .map(entry -> row(entry, now))
                        .toList(),
                scores.stream().map(ForecastsPageModel::ofClass).toList(),
                newest.stream().map(entry -> row(entry, now)).toList());
    }

    private static String lead(List<ForecastClassScore> scores) {
        int due = sum(scores, State.DUE);
        return (due == 0 ? "Nothing is due." : DisplayFormatter.count(due) + " due and not resolved yet.") + " "
                + DisplayFormatter.count(sum(scores, State.OPEN)) + " open, "
                + DisplayFormatter.count(sum(scores, State.RESOLVED))
                + " resolved. Each class is scored by itself.";
    }

    private static int sum(List<ForecastClassScore> scores, State state) {
        return scores.stream()
                .mapToInt(score -> score.counts().getOrDefault(state, 0))
                .sum();
    }

    private static Row row(ForecastLedgerEntry entry, Instant now) {
        Forecast forecast = entry.forecast();
        return new Row(
                forecast.id(),
                DisplayFormatter.prose(forecast.statement()),
                forecast.eventClass(),
                StatusBadge.of(entry.state(now)),
                DisplayFormatter.prose(forecast.prediction().words()),
                forecast.horizon(),
                forecast.resolver(),
                outcome(forecast.prediction(), entry.resolution()));
    }

    private static String outcome(Prediction prediction, @Nullable ForecastResolution resolution) {
        return resolution == null
                ? ""
                : came(prediction, resolution.outcome())
                        + (resolution.late() ? " (late): " : ": ")
                        + DisplayFormatter.prose(resolution.note());
    }

    private static String came(Prediction prediction, @Nullable Double outcome) {
        if (outcome == null) {
            return "Void";
        }
        return switch (prediction) {
            case Probability ignored -> outcome == 1 ? "Yes" : "No";
            case Quantiles quantiles -> DisplayFormatter.digits(outcome) + " " + quantiles.unit();
        };
    }

    private static EventClassScore ofClass(ForecastClassScore score) {
        ProbabilityForecastScore events = score.events();
        int resolved = score.counts().getOrDefault(State.RESOLVED, 0);
        return new EventClassScore(
                score.eventClass(),
                counts(score),
                events == null ? null : events(events),
                score.amounts().stream().map(ForecastsPageModel::amounts).toList(),
                events == null && score.amounts().isEmpty()
                        ? resolved + " of the " + ForecastClassScore.LEAST + " resolved forecasts that a score needs."
                        : "");
    }

    private static String counts(ForecastClassScore score) {
        List<String> counts = new ArrayList<>();
        for (State state : State.values()) {
            int count = score.counts().getOrDefault(state, 0);
            if (count > 0) {
                counts.add(DisplayFormatter.count(count) + " "
                        + StatusBadge.of(state).word().toLowerCase(Locale.ROOT));
            }
        }
        return String.join(", ", counts) + (score.late() == 0 ? "" : "; " + score.late() + " resolved late");
    }

    private static EventCalibration events(ProbabilityForecastScore events) {
        ForecastScore score = events.score();
        return new EventCalibration(
                DisplayFormatter.count(events.resolved()),
                List.of(
                        part("Brier score", score.brier(), "mean square of probability less outcome; lower is better"),
                        part("Reliability", score.reliability(), "0 when each bin's events came as often as said"),
                        part("− Resolution", score.resolution(), "larger when bins differ in how often events came"),
                        part("+ Uncertainty", score.uncertainty(), "of always saying the share of all events"),
                        part("+ Within bins", score.withinBins(), "from forecasts that differ within a bin"),
                        part(
                                "Skill",
                                events.skill(),
                                "share by which it beats the base rates of their days, which score "
                                        + decimals(events.baseRate())),
                        part("Said first", events.first(), "Brier score before anything was superseded"),
                        part("Log score", score.log(), "mean negative logarithm of what was given to what came"),
                        split("Miscalibration", events.miscalibration(), "what an isotonic fit would improve"),
                        split("Discrimination", events.discrimination(), "what that fit is better by than the share"),
                        part("Spiegelhalter Z", score.spiegelhalterZ(), "beyond 1.96 either way: not calibrated")),
                ReliabilityChart.of(score.diagram()),
                score.diagram().bins().stream().map(ForecastsPageModel::bin).toList());
    }

    private static ScorePart part(String name, double value, String meaning) {
        return new ScorePart(name, Double.isNaN(value) ? "none" : decimals(value), meaning);
    }

    /* As many for each part of a sum. */
    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static ScorePart split(String name, @Nullable Double value, String meaning) {
        return value == null
                ? new ScorePart(
                        name, "none", "from " + ProbabilityForecastScore.LEAST_TO_SPLIT + " resolved forecasts on")
                : part(name, value, meaning);
    }

    private static BinRow bin(Bin bin) {
        ObservedProportion came = bin.came();
        return new BinRow(
                DisplayFormatter.shares(bin.from(), bin.to()),
                DisplayFormatter.share(bin.said()),
                came.some() + " of " + came.all(),
                DisplayFormatter.shares(came.low(), came.high()));
    }

    private static String amounts(QuantileForecastScore score) {
        ObservedProportion coverage = score.coverage();
        return "The 90\u00a0% interval covered " + coverage.some() + " of " + coverage.all() + " outcomes ("
                + DisplayFormatter.shares(coverage.low(), coverage.high()) + "); pinball loss "
                + DisplayFormatter.digits(score.pinball()) + " " + score.unit() + ".";
    }
}
